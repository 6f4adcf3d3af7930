import * as z from "zod";
import { blockIdSchema } from "../block-id";

/** A reusable block, by reference: edited in one place, put in when the mail is compiled and frozen there. */
export const sharedSchema = z.strictObject({
  id: blockIdSchema,
  type: z.literal("shared"),
  /** the reusable block's id; "" while none is chosen */
  block_id: z.union([z.literal(""), z.uuid()]),
});
export type SharedBlock = z.output<typeof sharedSchema>;
