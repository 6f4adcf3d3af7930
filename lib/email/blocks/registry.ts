import * as z from "zod";
import { buttonBlock, buttonSchema } from "./button/block";
import type { BlockDefinition } from "./define-block";
import { dividerBlock, dividerSchema } from "./divider/block";
import { footerBlock, footerSchema } from "./footer/block";
import { headingBlock, headingSchema } from "./heading/block";
import { imageBlock, imageSchema } from "./image/block";
import { spacerBlock, spacerSchema } from "./spacer/block";
import { type TextBlock, textBlock, textSchema } from "./text/block";

/** A new block: its folder, its schema here, and what the compiler then asks for (registry, renderer, canvas view). */
export const blockSchema = z.discriminatedUnion("type", [
  headingSchema,
  textSchema,
  imageSchema,
  buttonSchema,
  dividerSchema,
  spacerSchema,
  footerSchema,
]);
type Parsed = z.output<typeof blockSchema>;
export type Block = Exclude<Parsed, { type: "text" }> | TextBlock;
export type BlockType = Block["type"];
export type BlockOf<T extends BlockType> = Extract<Block, { type: T }>;

export const blockRegistry = {
  heading: headingBlock,
  text: textBlock,
  image: imageBlock,
  button: buttonBlock,
  divider: dividerBlock,
  spacer: spacerBlock,
  footer: footerBlock,
} satisfies { [T in BlockType]: BlockDefinition<BlockOf<T>> };
