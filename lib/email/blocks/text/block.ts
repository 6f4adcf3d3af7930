import { defineBlock } from "../define-block";
import type { TextBlock } from "./schema";

export const textBlock = defineBlock<TextBlock>({
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
