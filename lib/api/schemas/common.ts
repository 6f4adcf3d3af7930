import * as z from "zod";

/** Shapes that every resource shares. Times are ISO-8601 in UTC on the workspace's clock; ids are text. */
export const LIMIT_MAX = 200;

export const pageQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(LIMIT_MAX).default(50),
  cursor: z.string().max(500).optional(),
});
export type PageQuery = z.output<typeof pageQuerySchema>;

export const uuidSchema = z.uuid();
export const uuidParamsSchema = z.object({ id: uuidSchema });
const BIGINT_MAX = "9223372036854775807";
/** decimal text of a bigint key */
export const numericIdSchema = z
  .string()
  .regex(/^[1-9]\d{0,18}$/)
  // Of two such texts of equal length the greater one is the greater number.
  .refine((id) => id.length < BIGINT_MAX.length || id <= BIGINT_MAX);
export const numericParamsSchema = z.object({ id: numericIdSchema });
export const externalIdSchema = z.string().min(1).max(256);

export const timeSchema = z.iso.datetime();
export const nameSchema = z.string().trim().min(1).max(200);
/** of a journey's version */
export const versionNumberSchema = z.number().int().min(1).max(1_000_000);

/** `{data, next_cursor}`: the form of every list. */
export function listSchema<Item extends z.ZodType>(item: Item) {
  return z.object({ data: z.array(item), next_cursor: z.string().nullable() });
}
export type List<Item> = { data: Item[]; next_cursor: string | null };

export const fieldErrorSchema = z.object({
  path: z.string(),
  message: z.string(),
  /** where a draft cannot be published */
  code: z.string().optional(),
  node_id: z.string().optional(),
});

/** RFC 9457, `application/problem+json`. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  /** for programs, where the status alone does not tell */
  code: z.string().optional(),
  errors: z.array(fieldErrorSchema).optional(),
});
export type ApiProblem = z.output<typeof problemSchema>;

const dayOrTime = z.union([z.iso.date(), z.iso.datetime({ offset: true })], {
  error: "a day such as 2026-03-01, or a time with its zone such as 2026-03-01T09:00:00Z",
});

/** A range of days, `from` included, `to` excluded when it is a time and included when it is a day. */
export const rangeQuerySchema = z.object({
  from: dayOrTime.optional(),
  to: dayOrTime.optional(),
});
