import * as z from "zod";
import { emailDocumentSchema } from "@/lib/email/document";
import { conditionSchema } from "@/lib/journey/condition";
import { graphSchema } from "@/lib/journey/graph";
import { jsonObjectSchema, jsonSchema } from "@/lib/journey/json";
import { nodeDefinition, nodeTypes } from "@/lib/nodes/registry";
import { fileDocumentSchema, journeyFileSchema } from "./schemas/journey-file";

type Schema = Record<string, unknown>;

let made: Schema | undefined;

/**
 * JSON Schema 2020-12 of a journey's file, made from the zod schemas that validate it: editors complete and check by it, down to the settings
 * of each type of step.
 */
export function journeyFileJsonSchema(): Schema {
  made ??= { ...convert(journeyFileSchema), title: "Sojourn journey", $id: "https://sojourn.dev/journey.schema.json" };
  return made;
}

function convert(schema: z.core.$ZodType): Schema {
  const { $schema: _, ...converted } = z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema: written }) => {
      const replacement = replacementFor(zodSchema);
      if (!replacement || zodSchema === schema) return;
      for (const key of Object.keys(written)) delete written[key as keyof typeof written];
      Object.assign(written, replacement);
    },
  });
  return converted;
}

function replacementFor(schema: z.core.$ZodType): Schema | undefined {
  if (schema === conditionSchema)
    return { type: "object", description: "A condition, e.g. {path, op, value} or {all: […]}" };
  if (schema === fileDocumentSchema) return convert(emailDocumentSchema);
  if (schema === jsonSchema) return {};
  if (schema === jsonObjectSchema) return { type: "object", additionalProperties: true };
  return schema === graphSchema.shape.nodes
    ? { type: "array", items: { anyOf: nodeTypes.map(stepSchema) } }
    : undefined;
}

function stepSchema(type: string): Schema {
  const definition = nodeDefinition(type);
  const number = { type: "number" };
  return {
    type: "object",
    title: definition?.label ?? type,
    description: definition?.description ?? "",
    properties: {
      id: { type: "string", pattern: "^[A-Za-z0-9_-]{1,64}$" },
      type: { const: type },
      config: definition ? convert(definition.schema) : {},
      position: { type: "object", properties: { x: number, y: number }, required: ["x", "y"] },
    },
    required: ["id", "type"],
  };
}
