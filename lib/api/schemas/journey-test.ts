import * as z from "zod";
import { journeyTestCaseSchema } from "@/lib/journey/journey-test";
import { listSchema, nameSchema, timeSchema, uuidSchema, versionNumberSchema } from "./common";
import { simulateRequestSchema } from "./simulate";

export const journeyTestSchema = journeyTestCaseSchema.safeExtend({
  id: uuidSchema,
  name: z.string(),
  created_at: timeSchema,
  updated_at: timeSchema,
});
export type JourneyTestResource = z.output<typeof journeyTestSchema>;
export const journeyTestListSchema = listSchema(journeyTestSchema);
export const journeyTestParamsSchema = z.object({ id: uuidSchema, test_id: uuidSchema });

export const journeyTestCreateSchema = z.strictObject({
  ...journeyTestCaseSchema.shape,
  name: nameSchema,
  /** absent: the workspace's present */
  start_at: journeyTestCaseSchema.shape.start_at.optional(),
});
export type JourneyTestCreate = z.output<typeof journeyTestCreateSchema>;

/** Each given field replaces the whole old one. */
export const journeyTestPatchSchema = z.strictObject({
  name: nameSchema.optional(),
  person: journeyTestCaseSchema.shape.person.unwrap().optional(),
  trigger: journeyTestCaseSchema.shape.trigger.unwrap().optional(),
  events: journeyTestCaseSchema.shape.events.unwrap().optional(),
  start_at: journeyTestCaseSchema.shape.start_at.optional(),
  webhooks: journeyTestCaseSchema.shape.webhooks,
  expect: journeyTestCaseSchema.shape.expect.optional(),
});
export type JourneyTestPatch = z.output<typeof journeyTestPatchSchema>;

/** A walk as for /simulate. What came of it becomes what must come of it; a real person is copied into the test. */
export const journeyTestRecordSchema = simulateRequestSchema.safeExtend({ name: nameSchema.optional() });
export type JourneyTestRecord = z.output<typeof journeyTestRecordSchema>;

export const journeyTestRunRequestSchema = z
  .object({
    /** absent: all of them */
    test_ids: z.array(uuidSchema).max(500).optional(),
    /** the saved draft, or a published version by its number */
    version: z.union([z.literal("draft"), versionNumberSchema]).default("draft"),
    /** run these, which are not saved, instead */
    cases: z
      .array(z.strictObject({ ...journeyTestCaseSchema.shape, name: nameSchema }))
      .max(50)
      .optional(),
  })
  .prefault({});
export type JourneyTestRunRequest = z.output<typeof journeyTestRunRequestSchema>;

export const differenceSchema = z.object({
  in: z.enum(["path", "messages", "ended", "reason"]),
  /** place in the path or among the mails, from 0 */
  index: z.number().int().nullable(),
  expected: z.string(),
  actual: z.string(),
});

export const testResultSchema = z.object({
  /** null: the case is not saved */
  id: uuidSchema.nullable(),
  name: z.string(),
  passed: z.boolean(),
  /** the first thing that is not as expected */
  difference: differenceSchema.optional(),
  actual: z.object({
    path: z.array(z.object({ node_id: z.string(), port: z.string().nullable() })),
    messages: z.array(z.object({ node_id: z.string(), subject: z.string().nullable() })),
    ended: z.enum(["completed", "exited", "failed", "waiting"]),
    reason: z.string().nullable(),
  }),
});
export type TestResult = z.output<typeof testResultSchema>;

export const testRunSchema = z.object({
  /** revision of the draft that was walked; null for a version */
  revision: z.number().int().nullable(),
  passed: z.number().int(),
  failed: z.number().int(),
  results: z.array(testResultSchema),
});
export type TestRun = z.output<typeof testRunSchema>;
