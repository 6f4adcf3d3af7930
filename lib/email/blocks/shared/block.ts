import { defineBlock } from "../define-block";
import type { SharedBlock } from "./schema";

export const sharedBlock = defineBlock<SharedBlock>({
  label: "Reusable",
  icon: "component",
  keywords: ["saved", "snippet", "shared", "partial"],
  texts: [],
  create: (id) => ({ id, type: "shared", block_id: "" }),
});
