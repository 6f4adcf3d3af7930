import * as z from "zod";
import { alignSchema, type RichText, richTextSchema } from "../../rich-text";
import { blockIdSchema } from "../block-id";
import { defineBlock } from "../define-block";

export const textSchema = z.strictObject({
  id: blockIdSchema,
  type: z.literal("text"),
  content: richTextSchema,
  align: alignSchema.default("left"),
});
export type TextBlock = { id: string; type: "text"; content: RichText; align: "left" | "center" | "right" };

export const textBlock = defineBlock<TextBlock>({
  schema: textSchema,
  label: "Text",
  icon: "text",
  keywords: ["paragraph", "list", "rich text"],
  texts: ["content"],
  create: (id) => ({
    id,
    type: "text",
    align: "left",
    content: {
      type: "doc",
      content: [{ type: "paragraph", content: [{ type: "text", text: "Write something worth reading." }] }],
    },
  }),
});
