import * as z from "zod";
import { externalIdSchema, listSchema, pageQuerySchema, timeSchema, uuidSchema } from "./common";

const userIdSchema = z.string().min(1).max(64);

export const taskSchema = z.object({
  id: uuidSchema,
  title: z.string(),
  notes: z.string(),
  state: z.enum(["open", "done"]),
  /** open, and its due time has passed on the workspace's clock */
  overdue: z.boolean(),
  due_at: timeSchema.nullable(),
  created_at: timeSchema,
  completed_at: timeSchema.nullable(),
  /** null: anybody may take it */
  assignee: z.object({ user_id: z.string(), name: z.string(), email: z.string() }).nullable(),
  /** null: by an API key, or by somebody who is gone */
  completed_by: z.string().nullable(),
  /** whom it is about */
  external_id: externalIdSchema,
  person_name: z.string().nullable(),
  enrollment_id: z.string(),
  journey_id: uuidSchema,
  /** null: the journey was deleted */
  journey_name: z.string().nullable(),
  node_id: z.string(),
});
export type TaskResource = z.output<typeof taskSchema>;
export const taskListSchema = listSchema(taskSchema);

export const taskListQuerySchema = pageQuerySchema.extend({
  state: z.enum(["open", "done"]).default("open"),
  /** "me", "nobody" or a member's user id; absent: everybody's */
  assignee: userIdSchema.optional(),
  /** "true": only open tasks whose due time has passed */
  overdue: z.enum(["true", "false"]).optional(),
  external_id: externalIdSchema.optional(),
  journey_id: uuidSchema.optional(),
});

export const taskCountsSchema = z.object({
  /** open tasks: of whoever asks, of nobody in particular, of all, and of all those that are late */
  mine: z.number().int(),
  nobody: z.number().int(),
  all: z.number().int(),
  overdue: z.number().int(),
});
export type TaskCounts = z.output<typeof taskCountsSchema>;

export const taskPatchSchema = z.strictObject({
  /** a member's user id; null: anybody may take it */
  assignee: userIdSchema.nullable(),
});
