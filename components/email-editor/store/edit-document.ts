import { type Block, type BlockType, blockRegistry } from "@/lib/email/blocks/registry";
import type { EmailDocument } from "@/lib/email/document";
import { readableLine } from "../text/liquid-line";

/** Changes of a document as pure functions. The same document comes back when there is nothing to change. */
export function newBlockId(): string {
  return crypto.randomUUID().slice(0, 8);
}

export function makeBlock(type: BlockType): Block {
  return blockRegistry[type].create(newBlockId());
}

/** A name for a block as the author sees it: "Button “Take a look”". */
export function blockName(block: Block): string {
  const { label } = blockRegistry[block.type];
  const words =
    block.type === "heading"
      ? block.text
      : block.type === "button"
        ? block.label
        : block.type === "image"
          ? block.alt
          : "";
  const short = readableLine(words).trim();
  return short === "" ? label : `${label} “${short.length > 28 ? `${short.slice(0, 27)}…` : short}”`;
}

const indexOf = (document: EmailDocument, id: string) => document.blocks.findIndex((block) => block.id === id);

const withBlocks = (document: EmailDocument, blocks: Block[]): EmailDocument => ({ ...document, blocks });

/** Puts a block before what is now at `at`. */
export function insertBlock(document: EmailDocument, block: Block, at: number): EmailDocument {
  return withBlocks(document, document.blocks.toSpliced(at, 0, block));
}

export function updateBlock(document: EmailDocument, next: Block): EmailDocument {
  return withBlocks(
    document,
    document.blocks.map((block) => (block.id === next.id ? next : block)),
  );
}

export function removeBlock(document: EmailDocument, id: string): EmailDocument {
  const at = indexOf(document, id);
  return at < 0 ? document : withBlocks(document, document.blocks.toSpliced(at, 1));
}

/** A copy with an id of its own, right behind the original. */
export function duplicateBlock(document: EmailDocument, id: string, copyId: string): EmailDocument {
  const at = indexOf(document, id);
  const block = document.blocks[at];
  return block ? insertBlock(document, { ...block, id: copyId }, at + 1) : document;
}

/** Moves a block so that it stands before what is now at `to` (the length: last). */
export function moveBlock(document: EmailDocument, id: string, to: number): EmailDocument {
  const from = indexOf(document, id);
  const block = document.blocks[from];
  if (!block || to === from || to === from + 1) return document;
  const without = document.blocks.toSpliced(from, 1);
  return withBlocks(document, without.toSpliced(to > from ? to - 1 : to, 0, block));
}

/** One place up (-1) or down (1). */
export function shiftBlock(document: EmailDocument, id: string, by: -1 | 1): EmailDocument {
  const from = indexOf(document, id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= document.blocks.length) return document;
  return moveBlock(document, id, by === 1 ? to + 1 : to);
}
