import * as z from "zod";
import { blockIdSchema } from "../block-id";

export const dividerSchema = z.strictObject({ id: blockIdSchema, type: z.literal("divider") });
export type DividerBlock = z.output<typeof dividerSchema>;
