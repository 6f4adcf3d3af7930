import * as z from "zod";
import { blockIdSchema } from "../block-id";

export const spacerSchema = z.strictObject({
  id: blockIdSchema,
  type: z.literal("spacer"),
  /** px */
  height: z.number().int().min(4).max(120).default(24),
});
export type SpacerBlock = z.output<typeof spacerSchema>;
