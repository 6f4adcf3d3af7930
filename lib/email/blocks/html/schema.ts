import * as z from "zod";
import { blockIdSchema } from "../block-id";

/** HTML of the author's own. Scripts, forms, styles of the page and anything that acts are taken out when it is compiled. */
export const htmlSchema = z.strictObject({
  id: blockIdSchema,
  type: z.literal("html"),
  html: z.string().max(20_000),
});
export type HtmlBlock = z.output<typeof htmlSchema>;
