import * as z from "zod";

const count = z.number().int();

/** Something that stands still until a person looks at it. Failures are those of the last 7 days of the workspace's clock. */
export const attentionItemSchema = z.discriminatedUnion("kind", [
  /** no worker beat in the last 30 s: nothing moves */
  z.object({ kind: z.literal("no_worker") }),
  /** runs that a step kept failing for */
  z.object({
    kind: z.literal("quarantined"),
    count,
    journey_id: z.string(),
    journey_name: z.string(),
    /** what the last of them failed with */
    error: z.string(),
  }),
  /** due for two minutes and nobody walks them, or waiting without a limit for what cannot happen */
  z.object({
    kind: z.enum(["overdue", "never"]),
    count,
    journey_id: z.string(),
    journey_name: z.string(),
    detail: z.string(),
  }),
  z.object({ kind: z.literal("failed_sends"), count }),
  /** handed over without an answer: may have arrived or not, and is not sent again by itself */
  z.object({ kind: z.literal("uncertain_sends"), count }),
  /** a pool that gave codes out and has few left, or none */
  z.object({
    kind: z.literal("codes_low"),
    count,
    pool_id: z.string(),
    pool_name: z.string(),
    has_fallback: z.boolean(),
  }),
  /** a connected CRM does not let us in any more: steps that write to it fail */
  z.object({
    kind: z.literal("crm_refused"),
    connection_id: z.string(),
    connection_name: z.string(),
    problem: z.string(),
  }),
  /** somebody asks for approval of a draft, which the reader may give */
  z.object({
    kind: z.literal("approval_wanted"),
    journey_id: z.string(),
    journey_name: z.string(),
    asked_by: z.string(),
    note: z.string(),
  }),
  /** what the reader has asked for is answered: it can be published, or has to be changed */
  z.object({
    kind: z.enum(["approval_given", "changes_asked"]),
    journey_id: z.string(),
    journey_name: z.string(),
    decided_by: z.string(),
    words: z.string(),
  }),
  /** open threads that mention whoever asks, or that answer a comment of theirs, with something they have not read */
  z.object({
    kind: z.literal("comments"),
    count,
    journey_id: z.string(),
    journey_name: z.string(),
    /** who said the newest of it, and in which thread */
    author: z.string(),
    thread_id: z.string(),
  }),
  /** a journey that is paused while people stand in it */
  z.object({ kind: z.literal("paused_with_people"), count, journey_id: z.string(), journey_name: z.string() }),
]);
export type AttentionItem = z.output<typeof attentionItemSchema>;
