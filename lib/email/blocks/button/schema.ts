import * as z from "zod";
import { alignSchema } from "../../rich-text";
import { textLimits } from "../../text-limits";
import { blockIdSchema } from "../block-id";

export const buttonSchema = z.strictObject({
  id: blockIdSchema,
  type: z.literal("button"),
  label: z.string().max(textLimits.buttonLabel),
  href: z.string().max(2_000),
  align: alignSchema.default("left"),
  variant: z.enum(["solid", "outline"]).default("solid"),
});
export type ButtonBlock = z.output<typeof buttonSchema>;
