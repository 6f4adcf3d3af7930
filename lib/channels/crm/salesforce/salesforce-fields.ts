import * as z from "zod";
import type { Json } from "@/lib/journey/json";

const fieldSchema = z.object({
  name: z.string(),
  label: z.string().default(""),
  type: z.string().default("string"),
  updateable: z.boolean().default(false),
  externalId: z.boolean().default(false),
  idLookup: z.boolean().default(false),
});
export type SalesforceField = z.output<typeof fieldSchema>;

/** Of `/describe`, what is needed here. */
export const salesforceFieldsSchema = z.object({ fields: z.array(fieldSchema) });

const NUMBERS = new Set(["double", "int", "currency", "percent", "long"]);

/** A filled text as the JSON that a field of this type takes: Salesforce refuses a number for a text, and a text for a truth value. */
export function typedForField(text: string, type: string | undefined): Json {
  const trimmed = text.trim();
  if (type === "boolean" && /^(true|false)$/i.test(trimmed)) return trimmed.toLowerCase() === "true";
  if (type !== undefined && NUMBERS.has(type) && trimmed !== "" && Number.isFinite(Number(trimmed)))
    return Number(trimmed);
  return text;
}
