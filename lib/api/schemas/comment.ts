import * as z from "zod";
import { listSchema, pageQuerySchema, timeSchema, uuidSchema } from "./common";

/** UTF-16 units, mentions as they are stored. */
export const COMMENT_LENGTH_MAX = 2_000;

/** Who says something: a member or an API key by its name. */
const speakerSchema = z.object({
  kind: z.enum(["member", "key"]),
  /** null: an API key */
  user_id: z.string().nullable(),
  name: z.string(),
});
export type Speaker = z.output<typeof speakerSchema>;

/** Times are real, also in a sandbox. */
export const commentSchema = z.object({
  id: uuidSchema,
  /** the first comment of the thread that this one answers; null: it begins a thread */
  thread_id: uuidSchema.nullable(),
  author: speakerSchema,
  /** plain; `<@user_id>` stands for a member. "" where the comment was deleted and its replies are still there */
  text: z.string(),
  /** members in the text, as they are called now */
  mentions: z.array(z.object({ user_id: z.string(), name: z.string() })),
  created_at: timeSchema,
  edited_at: timeSchema.nullable(),
  deleted: z.boolean(),
  /** what whoever asks may do with it */
  may: z.object({ edit: z.boolean(), delete: z.boolean() }),
});
export type CommentResource = z.output<typeof commentSchema>;

export const threadSchema = commentSchema.extend({
  journey_id: uuidSchema,
  /** the step it is about; null: the journey as a whole */
  node_id: z.string().nullable(),
  /** what the step was called when the thread began; null: the journey as a whole */
  step_name: z.string().nullable(),
  resolved_at: timeSchema.nullable(),
  resolved_by: speakerSchema.nullable(),
  /** something in it is new to whoever asks, by somebody else; always false for an API key */
  unread: z.boolean(),
  /** the oldest first */
  replies: z.array(commentSchema),
});
export type ThreadResource = z.output<typeof threadSchema>;
export const threadListSchema = listSchema(threadSchema);

export const threadListQuerySchema = pageQuerySchema.extend({
  /** absent: both */
  state: z.enum(["open", "resolved"]).optional(),
  node_id: z.string().max(64).optional(),
});

const textSchema = z
  .string()
  .trim()
  .min(1)
  .max(COMMENT_LENGTH_MAX, `at most ${COMMENT_LENGTH_MAX.toLocaleString("en")} characters`);

export const commentCreateSchema = z.strictObject({
  text: textSchema,
  /** a step of the draft; absent or null: the journey as a whole */
  node_id: z.string().min(1).max(64).nullable().optional(),
  /** the thread to answer: then `node_id` is the thread's */
  thread_id: uuidSchema.optional(),
});
export type CommentCreate = z.output<typeof commentCreateSchema>;

export const commentPatchSchema = z
  .strictObject({
    /** one's own comments only */
    text: textSchema.optional(),
    /** of a thread's first comment: whether the thread is done with */
    resolved: z.boolean().optional(),
    /** false takes a deletion back, within ten minutes */
    deleted: z.literal(false).optional(),
  })
  .refine((patch) => Object.keys(patch).length === 1, {
    path: ["text"],
    error: "one of text, resolved and deleted is needed",
  });
export type CommentPatch = z.output<typeof commentPatchSchema>;

export const commentParamsSchema = z.object({ id: uuidSchema, comment_id: uuidSchema });

/** `created_at` of the newest comment that was seen. */
export const commentReadSchema = z.strictObject({ until: timeSchema });

/** What an open canvas shows of comments without reading them. */
export const commentMarksSchema = z.object({
  /** differs whenever a comment of the journey has changed */
  stamp: z.string(),
  /** open threads by step; null: about the journey as a whole */
  open: z.array(z.object({ node_id: z.string().nullable(), threads: z.number().int() })),
});
export type CommentMarks = z.output<typeof commentMarksSchema>;
