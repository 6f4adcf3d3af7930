import { defineBlock } from "../define-block";
import type { ButtonBlock } from "./schema";

export const buttonBlock = defineBlock<ButtonBlock>({
  label: "Button",
  icon: "square-mouse-pointer",
  keywords: ["call to action", "cta", "link"],
  texts: ["label", "href"],
  create: (id) => ({ id, type: "button", label: "Take a look", href: "", align: "left", variant: "solid" }),
});
