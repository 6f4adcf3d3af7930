type Schema = Readonly<Record<string, unknown>>;

/**
 * A JSON Schema as a short type, as TypeScript would write it: `{event: text, where?: Condition}`. Only what says how to write a value; limits are
 * left to the checks. A schema with a title is called by it.
 */
export function schemaWords(schema: unknown, top = true): string {
  if (!isSchema(schema)) return "any";
  if (!top && typeof schema.title === "string") return schema.title;
  if ("const" in schema) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const choices = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(choices)) return [...new Set(choices.map((choice) => schemaWords(choice, false)))].join(" | ");
  switch (schema.type) {
    case "object":
      return objectWords(schema);
    case "array":
      return listWords(schemaWords(schema.items, false));
    case "string":
      return "text";
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "true | false";
    default:
      return "any";
  }
}

function objectWords({ properties, required, additionalProperties }: Schema): string {
  if (!isSchema(properties)) return `{[name]: ${schemaWords(additionalProperties, false)}}`;
  const needed = new Set(Array.isArray(required) ? required : []);
  const parts = Object.entries(properties).map(
    ([name, inner]) => `${name}${needed.has(name) ? "" : "?"}: ${schemaWords(inner, false)}`,
  );
  return `{${parts.join(", ")}}`;
}

const listWords = (item: string) => (/ \| /.test(item) && !item.startsWith("{") ? `(${item})[]` : `${item}[]`);

function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
