import * as z from "zod";
import { alignSchema } from "../../rich-text";
import { blockIdSchema } from "../block-id";

export const imageSchema = z.strictObject({
  id: blockIdSchema,
  type: z.literal("image"),
  /** http(s), may hold Liquid */
  url: z.string().max(2_000),
  /** what people who do not see the image read; "" says the image is decoration */
  alt: z.string().max(500),
  /** decoration needs no alternative text */
  decorative: z.boolean().default(false),
  /** percent of the text's width */
  width: z.number().int().min(10).max(100).default(100),
  align: alignSchema.default("center"),
  href: z.string().max(2_000).default(""),
});
export type ImageBlock = z.output<typeof imageSchema>;
