import * as z from "zod";
import { blockIdSchema } from "../block-id";
import { defineBlock } from "../define-block";

export const dividerSchema = z.strictObject({ id: blockIdSchema, type: z.literal("divider") });
export type DividerBlock = z.output<typeof dividerSchema>;

export const dividerBlock = defineBlock<DividerBlock>({
  schema: dividerSchema,
  label: "Divider",
  icon: "minus",
  keywords: ["line", "rule", "separator"],
  texts: [],
  create: (id) => ({ id, type: "divider" }),
});
