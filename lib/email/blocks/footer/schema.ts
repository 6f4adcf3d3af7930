import * as z from "zod";
import { textLimits } from "../../text-limits";
import { blockIdSchema } from "../block-id";

/** The postal address comes from the workspace and the unsubscribe link is always there: neither can be edited away. */
export const footerSchema = z.strictObject({
  id: blockIdSchema,
  type: z.literal("footer"),
  /** why they get this mail; may hold Liquid */
  text: z.string().max(textLimits.footerText).default(""),
  unsubscribe_label: z.string().min(1).max(100).default("Unsubscribe"),
});
export type FooterBlock = z.output<typeof footerSchema>;
