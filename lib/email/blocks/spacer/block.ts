import * as z from "zod";
import { blockIdSchema } from "../block-id";
import { defineBlock } from "../define-block";

export const spacerSchema = z.strictObject({
  id: blockIdSchema,
  type: z.literal("spacer"),
  /** px */
  height: z.number().int().min(4).max(120).default(24),
});
export type SpacerBlock = z.output<typeof spacerSchema>;

export const spacerBlock = defineBlock<SpacerBlock>({
  schema: spacerSchema,
  label: "Spacer",
  icon: "move-vertical",
  keywords: ["space", "gap"],
  texts: [],
  create: (id) => ({ id, type: "spacer", height: 24 }),
});
