import { defineBlock } from "../define-block";
import type { SpacerBlock } from "./schema";

export const spacerBlock = defineBlock<SpacerBlock>({
  label: "Spacer",
  icon: "move-vertical",
  keywords: ["space", "gap"],
  texts: [],
  create: (id) => ({ id, type: "spacer", height: 24 }),
});
