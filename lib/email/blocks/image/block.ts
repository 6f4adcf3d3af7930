import { defineBlock } from "../define-block";
import type { ImageBlock } from "./schema";

export const imageBlock = defineBlock<ImageBlock>({
  label: "Image",
  icon: "image",
  keywords: ["picture", "photo", "banner"],
  texts: ["url", "alt", "href"],
  create: (id) => ({ id, type: "image", url: "", alt: "", decorative: false, width: 100, align: "center", href: "" }),
});
