import * as z from "zod";
import { listSchema, nameSchema, pageQuerySchema, timeSchema, uuidSchema } from "./common";

/** Codes in one request; more go in several. */
export const CODES_ADDED_MAX = 20_000;

const codeSchema = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{2,63}$/, "3 to 64 letters, digits, - _ .");

const generateSchema = z.strictObject({
  count: z.number().int().min(1).max(CODES_ADDED_MAX),
  prefix: z
    .string()
    .regex(/^[A-Z0-9-]{0,20}$/, "capital letters, digits and -")
    .default(""),
  /** characters after the prefix; eight are a trillion possibilities */
  length: z.number().int().min(6).max(24).default(8),
});

/** Codes that were made elsewhere, or made here; one of the two. */
export const codesAddSchema = z
  .strictObject({
    codes: z.array(codeSchema).min(1).max(CODES_ADDED_MAX).optional(),
    generate: generateSchema.optional(),
  })
  .refine(({ codes, generate }) => (codes === undefined) !== (generate === undefined), {
    path: ["codes"],
    message: "give codes, or say how many to generate",
  });
export type CodesAdd = z.output<typeof codesAddSchema>;
export const codesAddedSchema = z.object({ added: z.number().int(), known: z.number().int() });

export const codePoolSchema = z.object({
  id: uuidSchema,
  name: z.string(),
  fallback_code: z.string(),
  alert_below: z.number().int(),
  left: z.number().int(),
  taken: z.number().int(),
  created_at: timeSchema,
});
export type CodePoolResource = z.output<typeof codePoolSchema>;
export const codePoolListSchema = listSchema(codePoolSchema);
export const codePoolListQuerySchema = pageQuerySchema;

const fields = {
  fallback_code: z.union([z.literal(""), codeSchema]).optional(),
  alert_below: z.number().int().min(0).max(1_000_000).optional(),
};
export const codePoolCreateSchema = z.strictObject({ name: nameSchema, ...fields });
export const codePoolPatchSchema = z.strictObject({ name: nameSchema.optional(), ...fields });
export type CodePoolPatch = z.output<typeof codePoolPatchSchema>;

export const linkVerifySchema = z.strictObject({ token: z.string().min(1).max(2_000) });
export const linkVerifiedSchema = z.object({
  valid: z.boolean(),
  /** whom the link was sent to; null when it is not valid */
  external_id: z.string().nullable(),
  expires_at: timeSchema.nullable(),
  reason: z.enum(["invalid", "expired"]).nullable(),
});
