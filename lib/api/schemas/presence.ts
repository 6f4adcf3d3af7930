import * as z from "zod";
import { commentMarksSchema } from "./comment";
import { uuidSchema } from "./common";

/** Somebody who has a journey open. */
export const presentSchema = z.object({
  /** the open page; one person may have several */
  client: uuidSchema,
  name: z.string(),
  /** the step whose settings are open */
  node: z.string().nullable(),
});
export type Present = z.output<typeof presentSchema>;
export const presenceListSchema = z.object({ data: z.array(presentSchema), comments: commentMarksSchema });

export const presencePutSchema = z.object({ client: uuidSchema, node: z.string().min(1).max(64).nullable() });
export const presenceDeleteSchema = z.object({ client: uuidSchema });
