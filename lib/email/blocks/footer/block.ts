import { defineBlock } from "../define-block";
import type { FooterBlock } from "./schema";

export const footerBlock = defineBlock<FooterBlock>({
  label: "Footer",
  icon: "panel-bottom",
  keywords: ["unsubscribe", "address", "legal"],
  texts: ["text", "unsubscribe_label"],
  create: (id) => ({ id, type: "footer", text: "", unsubscribe_label: "Unsubscribe" }),
});
