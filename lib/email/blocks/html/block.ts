import { defineBlock } from "../define-block";
import type { HtmlBlock } from "./schema";

export const htmlBlock = defineBlock<HtmlBlock>({
  label: "HTML",
  icon: "code",
  keywords: ["raw", "code", "markup", "table"],
  texts: ["html"],
  create: (id) => ({ id, type: "html", html: "<p>Your own HTML</p>" }),
});
