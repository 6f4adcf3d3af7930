import { defineBlock } from "../define-block";
import type { DividerBlock } from "./schema";

export const dividerBlock = defineBlock<DividerBlock>({
  label: "Divider",
  icon: "minus",
  keywords: ["line", "rule", "separator"],
  texts: [],
  create: (id) => ({ id, type: "divider" }),
});
