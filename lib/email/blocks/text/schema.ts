import * as z from "zod";
import { alignSchema, type RichText, richTextSchema } from "../../rich-text";
import { blockIdSchema } from "../block-id";

export const textSchema = z.strictObject({
  id: blockIdSchema,
  type: z.literal("text"),
  content: richTextSchema,
  align: alignSchema.default("left"),
});
export type TextBlock = { id: string; type: "text"; content: RichText; align: "left" | "center" | "right" };
