import { defineBlock } from "../define-block";
import type { HeadingBlock } from "./schema";

export const headingBlock = defineBlock<HeadingBlock>({
  label: "Heading",
  icon: "heading",
  keywords: ["title", "headline"],
  texts: ["text"],
  create: (id) => ({ id, type: "heading", text: "A clear headline", level: 2, align: "left" }),
});
