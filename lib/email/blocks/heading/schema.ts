import * as z from "zod";
import { alignSchema } from "../../rich-text";
import { textLimits } from "../../text-limits";
import { blockIdSchema } from "../block-id";

export const headingSchema = z.strictObject({
  id: blockIdSchema,
  type: z.literal("heading"),
  /** one line, may hold Liquid */
  text: z.string().max(textLimits.line),
  level: z.union([z.literal(1), z.literal(2), z.literal(3)]).default(1),
  align: alignSchema.default("left"),
});
export type HeadingBlock = z.output<typeof headingSchema>;
