import * as z from "zod";
import { conditionSchema } from "@/lib/journey/condition";
import { graphSchema } from "@/lib/journey/graph";
import { journeyTestCaseSchema } from "@/lib/journey/journey-test";
import { type JsonObject, jsonSchema } from "@/lib/journey/json";
import { journeySettingsSchema } from "@/lib/journey/settings";
import { nameSchema, uuidSchema } from "./common";
import { publishProblemSchema } from "./journey";
import { testRunSchema } from "./journey-test";

/** the last part of a reference: `vip` in `@segments/vip` */
const keySchema = z.string().regex(/^[a-z0-9-]{1,48}$/, "small letters, digits and - only, at most 48");
/** where it came from; found again by it in the same workspace, elsewhere by its name */
const id = uuidSchema.optional();

/** An EmailDocument with references in it; it is one once they are resolved. */
export const fileDocumentSchema: z.ZodType<JsonObject> = z.record(z.string(), jsonSchema);

/**
 * A journey as code: the draft with everything it points to, by references that mean the same in every workspace (`@segments/vip`).
 * One file, JSON or YAML.
 */
export const journeyFileSchema = z.strictObject({
  /** version of the format */
  sojourn: z.literal(1),
  /** for editors; nothing here reads it */
  $schema: z.string().max(2_000).optional(),
  journey: z.strictObject({
    id,
    name: nameSchema,
    description: z.string().max(5_000).default(""),
    settings: journeySettingsSchema.prefault({}),
    graph: graphSchema,
  }),
  segments: z
    .record(
      keySchema,
      z.strictObject({
        id,
        name: nameSchema,
        description: z.string().max(5_000).default(""),
        /** absent: a manual segment, which people are put into */
        condition: conditionSchema.optional(),
      }),
    )
    .default({}),
  templates: z
    .record(
      keySchema,
      z.strictObject({
        id,
        name: nameSchema,
        /** "block": a reusable block that stands in other mails */
        kind: z.enum(["email", "block"]).default("email"),
        document: fileDocumentSchema,
      }),
    )
    .default({}),
  /** other journeys, pools of codes and connected CRMs that this one speaks of; they are not part of the file and must be there by name */
  journeys: z.record(keySchema, z.strictObject({ id, name: nameSchema })).default({}),
  pools: z.record(keySchema, z.strictObject({ id, name: nameSchema })).default({}),
  connections: z.record(keySchema, z.strictObject({ id, name: nameSchema })).default({}),
  tests: z
    .array(z.strictObject({ ...journeyTestCaseSchema.shape, name: nameSchema }))
    .max(200)
    .refine((tests) => new Set(tests.map(({ name }) => name)).size === tests.length, "two tests have the same name")
    .default([]),
});
export type JourneyFile = z.output<typeof journeyFileSchema>;

export const exportQuerySchema = z.object({ format: z.enum(["json", "yaml"]).default("json") });

export const IMPORT_BYTES_MAX = 5_000_000;
export const importRequestSchema = z
  .strictObject({
    /** the file's text, YAML or JSON … */
    text: z.string().max(IMPORT_BYTES_MAX).optional(),
    /** … or what it says */
    file: z.record(z.string(), z.unknown()).optional(),
    /** goes into this journey; absent: the one of the file's id or name, else a new one */
    journey_id: uuidSchema.optional(),
    /** always make a new journey */
    as_new: z.boolean().default(false),
    /** segments and templates that are here already and differ stay as they are, or become what the file says */
    shared: z.enum(["keep", "update"]).default("keep"),
    /** the journey's tests become those of the file, or stay beside them */
    tests: z.enum(["replace", "keep"]).default("replace"),
    /** say what would happen and do nothing */
    dry_run: z.boolean().default(false),
  })
  .refine(({ text, file }) => (text === undefined) !== (file === undefined), "either text or file");
export type ImportRequest = z.output<typeof importRequestSchema>;

const actionSchema = z.enum(["create", "update", "unchanged", "keep"]);
const sharedPlanSchema = z.array(z.object({ key: z.string(), name: z.string(), action: actionSchema }));
export const importPlanSchema = z.object({
  journey: z.object({ id: uuidSchema, name: z.string(), action: actionSchema }),
  segments: sharedPlanSchema,
  /** "keep": differs from the file and stays as it is */
  templates: sharedPlanSchema,
  tests: z.object({
    create: z.array(z.string()),
    update: z.array(z.string()),
    delete: z.array(z.string()),
  }),
  /** what stands in the way of publishing (errors) and what deserves a look */
  problems: z.array(publishProblemSchema),
  /** the file's tests walked through the file's journey; null: it cannot be walked yet */
  test_run: testRunSchema.nullable(),
  applied: z.boolean(),
});
export type ImportPlan = z.output<typeof importPlanSchema>;
