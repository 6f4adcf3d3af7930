import * as z from "zod";
import { isJsonObject, jsonProblem } from "@/lib/api/ingestion/check-json";
import { textProblem } from "@/lib/api/inspect-json";
import type { JsonObject } from "@/lib/journey/json";
import { reservedProblem } from "../reserved-problem";

/**
 * What CDP SDKs send. Fields we have no use for (integrations, _metadata …) are ignored, not refused: every SDK adds its own.
 */
export const BATCH_ITEMS_MAX = 1_000;
export const INGESTION_BODY_BYTES_MAX = 1_048_576;
export const EVENT_NAME_LENGTH_MAX = 200;
export const EXTERNAL_ID_LENGTH_MAX = 256;

const storable = (value: string, ctx: z.core.$RefinementCtx<string>) => {
  const problem = textProblem(value);
  if (problem) ctx.addIssue({ code: "custom", message: `text ${problem}` });
};

const text = (name: string, max: number) =>
  z
    .string({ error: ({ input }) => (input === undefined ? `${name} is required` : `${name} must be text`) })
    .max(max, `${name} must have at most ${max} characters`)
    .refine((value) => value.trim() !== "", `${name} must not be blank`)
    .superRefine(storable);

/** Beyond them JSON's numbers are rounded, and two ids would become one. */
const isExact = (value: number) => Math.abs(value) <= Number.MAX_SAFE_INTEGER;

/** Text, or a number taken as its decimal text: many shops use numeric keys. */
const identifier = (name: string) =>
  z.preprocess(
    (value) => (typeof value === "number" && isExact(value) ? String(value) : value),
    text(name, EXTERNAL_ID_LENGTH_MAX).meta({ description: `${name}: text, or a number taken as its decimal text` }),
  );

const jsonObject = (name: string) =>
  z
    .custom<JsonObject>(isJsonObject, `${name} must be an object`)
    .superRefine((value, ctx) => {
      const problem = jsonProblem(value);
      if (problem) ctx.addIssue({ code: "custom", message: `${name} ${problem}` });
    })
    .meta({ type: "object", additionalProperties: true });

const traits = jsonObject("traits").superRefine((value, ctx) => {
  const problem = reservedProblem(value);
  if (problem) ctx.addIssue({ code: "custom", message: `traits.${problem.name} ${problem.message}` });
});

const context = jsonObject("context").superRefine((value, ctx) => {
  const problem = isJsonObject(value.traits) ? reservedProblem(value.traits) : undefined;
  if (problem) ctx.addIssue({ code: "custom", message: `context.traits.${problem.name} ${problem.message}` });
});

/** ISO-8601 but for its zone without a colon, as Java and strftime write it: 2026-03-01T09:00:00+0530. */
const shortZone = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:[.]\d{1,9})?)?[+-]\d{4}$/)
  .refine((value) => !Number.isNaN(Date.parse(value)));

/** The last moment that a date can name. */
const UNIX_MS_MAX = 8.64e15;

const time = (name: string) =>
  z.union(
    [z.iso.datetime({ offset: true, local: true }), shortZone, z.iso.date(), z.number().nonnegative().max(UNIX_MS_MAX)],
    { error: `${name} must be an ISO-8601 time or a Unix time` },
  );

/** null is what several SDKs send for "nothing". */
const optional = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined);

const common = {
  userId: optional(identifier("userId")),
  anonymousId: optional(identifier("anonymousId")).describe("names the person when there is no userId"),
  timestamp: optional(time("timestamp")).describe(
    "when it happened; with sentAt, the sender's clock skew is taken out",
  ),
  sentAt: optional(time("sentAt")),
  messageId: optional(identifier("messageId")).describe("the same messageId within 30 days has one effect"),
  context: optional(context).describe("context.traits update the subscriber before any trigger looks"),
};

export const trackBodySchema = z.object({
  ...common,
  event: text("event", EVENT_NAME_LENGTH_MAX),
  properties: optional(jsonObject("properties")),
});
export const identifyBodySchema = z.object({
  ...common,
  traits: optional(traits).describe("an email that is no address is left out; null takes the address away"),
});
/** Stored as the event `page_viewed` or `screen_viewed`, with `name` and `category` among its properties. */
export const pageBodySchema = z.object({
  ...common,
  name: optional(text("name", EVENT_NAME_LENGTH_MAX)),
  category: optional(text("category", EVENT_NAME_LENGTH_MAX)),
  properties: optional(jsonObject("properties")),
});
/** Kept as the person's attribute `group`: `{id, …traits}`. */
export const groupBodySchema = z.object({
  ...common,
  groupId: identifier("groupId"),
  traits: optional(jsonObject("traits")),
});
/** Makes sure that `userId` exists and keeps `previousId` as the attribute `previous_id`; the two people are not merged. */
export const aliasBodySchema = z.object({ ...common, previousId: identifier("previousId") });

export const itemSchemas = {
  track: trackBodySchema,
  identify: identifyBodySchema,
  page: pageBodySchema,
  screen: pageBodySchema,
  group: groupBodySchema,
  alias: aliasBodySchema,
};
export type ItemType = keyof typeof itemSchemas;
export const itemTypes = Object.keys(itemSchemas) as ItemType[];
export type ParsedItem = { [T in ItemType]: { type: T; body: z.output<(typeof itemSchemas)[T]> } }[ItemType];

/** The envelope only: items are validated one by one, so that a bad one does not sink the others. */
export const batchBodySchema = z.object({
  batch: z.array(z.unknown(), { error: "batch must be an array" }).meta({
    description: `at most ${BATCH_ITEMS_MAX} items: the bodies of track, identify, page, screen, group or alias with their type`,
  }),
  writeKey: z.string().optional().describe("the API key, for SDKs that send no Authorization header"),
  sentAt: optional(time("sentAt")),
});

export const acceptedSchema = z.object({
  success: z.literal(true),
  accepted: z.int().describe("stored now"),
  duplicates: z.int().describe("already known by their messageId"),
});
export const partlyAcceptedSchema = z.object({
  success: z.literal(false),
  accepted: z.int(),
  duplicates: z.int(),
  errors: z.array(z.object({ index: z.int().describe("position in batch"), message: z.string() })),
});
