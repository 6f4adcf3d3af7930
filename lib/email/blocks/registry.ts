import { buttonBlock } from "./button/block";
import { columnsBlock } from "./columns/block";
import type { ColumnsBlock } from "./columns/schema";
import type { BlockDefinition } from "./define-block";
import { dividerBlock } from "./divider/block";
import { footerBlock } from "./footer/block";
import { headingBlock } from "./heading/block";
import { htmlBlock } from "./html/block";
import { imageBlock } from "./image/block";
import type { LeafBlock } from "./leaf-blocks";
import { listBlock } from "./list/block";
import { sharedBlock } from "./shared/block";
import type { Shown } from "./shown";
import { spacerBlock } from "./spacer/block";
import { textBlock } from "./text/block";

/** A block without the rules of who sees it. */
export type PlainBlock = LeafBlock | ColumnsBlock;
/** A new block: its folder, its schema in leaf-blocks, and what the compiler then asks for (registry, renderer, canvas view). */
export type Block = Shown<LeafBlock> | Shown<ColumnsBlock>;
export type BlockType = PlainBlock["type"];
export type BlockOf<T extends BlockType> = Extract<PlainBlock, { type: T }>;

export const blockRegistry = {
  heading: headingBlock,
  text: textBlock,
  image: imageBlock,
  button: buttonBlock,
  columns: columnsBlock,
  list: listBlock,
  divider: dividerBlock,
  spacer: spacerBlock,
  html: htmlBlock,
  shared: sharedBlock,
  footer: footerBlock,
} satisfies { [T in BlockType]: BlockDefinition<BlockOf<T>> };
