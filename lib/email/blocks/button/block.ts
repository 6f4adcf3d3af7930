import * as z from "zod";
import { alignSchema } from "../../rich-text";
import { blockIdSchema } from "../block-id";
import { defineBlock } from "../define-block";

export const buttonSchema = z.strictObject({
  id: blockIdSchema,
  type: z.literal("button"),
  label: z.string().max(200),
  href: z.string().max(2_000),
  align: alignSchema.default("left"),
  variant: z.enum(["solid", "outline"]).default("solid"),
});
export type ButtonBlock = z.output<typeof buttonSchema>;

export const buttonBlock = defineBlock<ButtonBlock>({
  schema: buttonSchema,
  label: "Button",
  icon: "square-mouse-pointer",
  keywords: ["call to action", "cta", "link"],
  texts: ["label", "href"],
  create: (id) => ({ id, type: "button", label: "Take a look", href: "", align: "left", variant: "solid" }),
});
