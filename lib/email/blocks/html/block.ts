import * as z from "zod";
import { blockIdSchema } from "../block-id";
import { defineBlock } from "../define-block";

/** HTML of the author's own. Scripts, forms, styles of the page and anything that acts are taken out when it is compiled. */
export const htmlSchema = z.strictObject({
  id: blockIdSchema,
  type: z.literal("html"),
  html: z.string().max(20_000),
});
export type HtmlBlock = z.output<typeof htmlSchema>;

export const htmlBlock = defineBlock<HtmlBlock>({
  schema: htmlSchema,
  label: "HTML",
  icon: "code",
  keywords: ["raw", "code", "markup", "table"],
  texts: ["html"],
  create: (id) => ({ id, type: "html", html: "<p>Your own HTML</p>" }),
});
