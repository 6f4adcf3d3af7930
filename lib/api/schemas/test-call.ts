import * as z from "zod";
import { jsonObjectSchema, jsonSchema } from "@/lib/journey/json";
import { externalIdSchema, listSchema, timeSchema } from "./common";

export const answerFieldKindSchema = z.enum(["text", "number", "boolean", "list", "object"]);

/** A field that answers to a step have had: `run.<node_id>.<path>` in conditions and variables. */
export const answerFieldSchema = z.object({
  node_id: z.string(),
  path: z.string(),
  kind: answerFieldKindSchema,
  seen_at: timeSchema,
});
export type AnswerFieldResource = z.output<typeof answerFieldSchema>;
export const answerFieldListSchema = listSchema(answerFieldSchema);

/** The step as it stands in the editor, saved or not. Without `external_id` it is filled for a sample person. */
export const testCallRequestSchema = z.strictObject({
  node: z.strictObject({
    id: z.string().min(1).max(64),
    type: z.string().min(1).max(64),
    config: jsonObjectSchema,
  }),
  external_id: externalIdSchema.optional(),
  /** properties of the event that the call may speak of; absent: the latest event that fits */
  event: jsonObjectSchema.optional(),
});
export type TestCallRequest = z.output<typeof testCallRequestSchema>;

export const testCallSchema = z.object({
  /** what was sent, with credentials covered up */
  request: jsonSchema,
  outcome: z.enum(["answered", "no_answer", "refused"]),
  /** the person would go on by “next” */
  ok: z.boolean(),
  /** why not */
  reason: z.string().nullable(),
  /** what later steps would see under run.<node_id> */
  value: jsonSchema,
  /** of `value`: what can be picked from now on */
  fields: z.array(answerFieldSchema.omit({ node_id: true, seen_at: true })),
  duration_ms: z.number().int(),
});
export type TestCallResource = z.output<typeof testCallSchema>;
