import * as z from "zod";
import { emailDocumentSchema } from "@/lib/email/document";
import { conditionSchema } from "@/lib/journey/condition";
import { durationSchema } from "@/lib/journey/duration";
import { graphSchema } from "@/lib/journey/graph";
import { jsonObjectSchema, jsonSchema } from "@/lib/journey/json";
import { weekdayNames } from "@/lib/journey/time";
import { nodeDefinition, nodeTypes } from "@/lib/nodes/registry";
import { weekdaySchema } from "@/lib/nodes/weekday-schema";
import { fileDocumentSchema, journeyFileSchema } from "./schemas/journey-file";

type Schema = Record<string, unknown>;

const CONDITION = {
  type: "object",
  title: "Condition",
  description: "A condition, e.g. {path, op, value} or {all: […]}",
};

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
  if (schema === conditionSchema) return CONDITION;
  if (schema === weekdaySchema) return { enum: [...weekdayNames] };
  if (schema === durationSchema)
    return { type: "string", title: "Duration", description: "ISO 8601, e.g. PT4H or P2D" };
  if (schema === fileDocumentSchema) return convert(emailDocumentSchema);
  if (schema === jsonSchema) return {};
  if (schema === jsonObjectSchema) return { type: "object", additionalProperties: true };
  return schema === graphSchema.shape.nodes
    ? { type: "array", items: { anyOf: nodeTypes.map(stepSchema) } }
    : undefined;
}

/** The settings of a kind of step alone. */
export function stepConfigSchema(type: string): Schema {
  const definition = nodeDefinition(type);
  if (!definition?.ownSchema) return definition ? convert(definition.schema) : {};
  const own = convert(definition.ownSchema);
  const properties = typeof own.properties === "object" ? own.properties : {};
  return { ...own, properties: { ...properties, when: CONDITION } };
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
      config: stepConfigSchema(type),
      position: { type: "object", properties: { x: number, y: number }, required: ["x", "y"] },
    },
    required: ["id", "type"],
  };
}
