import { randomUuid } from "@/components/canvas/presence/random-uuid";
import { type Block, type BlockType, blockRegistry, type PlainBlock } from "@/lib/email/blocks/registry";
import type { Variant } from "@/lib/email/blocks/shown";
import type { EmailDocument } from "@/lib/email/document";
import { allBlocks, mapBlocks } from "@/lib/email/walk-blocks";
import type { Condition } from "@/lib/journey/condition";
import { readableLine } from "../text/liquid-line";

/** Changes of a document as pure functions. The same document comes back when there is nothing to change. */
export function newBlockId(): string {
  return randomUuid().slice(0, 8);
}

export function makeBlock(type: BlockType): Block {
  return blockRegistry[type].create(newBlockId());
}

/** The words of a block by which an author knows it. */
function wordsOf(block: PlainBlock): string {
  switch (block.type) {
    case "heading":
      return block.text;
    case "button":
      return block.label;
    case "image":
      return block.alt;
    case "list":
      return block.path;
    default:
      return "";
  }
}

/** A name for a block as the author sees it: "Button “Take a look”". */
export function blockName(block: PlainBlock): string {
  const { label } = blockRegistry[block.type];
  const short = readableLine(wordsOf(block)).trim();
  return short === "" ? label : `${label} “${short.length > 28 ? `${short.slice(0, 27)}…` : short}”`;
}

/** A block wherever it is: in the list, in a column or as a variant. */
export function findBlock(document: EmailDocument, id: string): PlainBlock | undefined {
  for (const { block } of allBlocks(document.blocks)) if (block.id === id) return block;
  return undefined;
}

type Edit = (list: Block[]) => Block[];

/** Changes the list that a block is directly in; undefined: it is in none of these. Variants are in no list. */
function editListWith(blocks: Block[], id: string, edit: Edit): Block[] | undefined {
  if (blocks.some((block) => block.id === id)) return edit(blocks);
  for (const [i, block] of blocks.entries()) {
    if (block.type !== "columns") continue;
    for (const [j, column] of block.columns.entries()) {
      const changed = editListWith(column.blocks, id, edit);
      if (!changed) continue;
      return changed === column.blocks ? blocks : blocks.with(i, withColumn(block, j, changed));
    }
  }
  return undefined;
}

/** Columns hold no columns; the callers never put some there. */
function withColumn<B extends Extract<Block, { type: "columns" }>>(block: B, at: number, blocks: Block[]): B {
  const inner = blocks.filter((one) => one.type !== "columns");
  return { ...block, columns: block.columns.with(at, { blocks: inner }) };
}

function editList(document: EmailDocument, id: string, edit: Edit): EmailDocument {
  const blocks = editListWith(document.blocks, id, edit);
  return !blocks || blocks === document.blocks ? document : { ...document, blocks };
}

/** The list a block is in. */
export function siblingsOf(document: EmailDocument, id: string): readonly Block[] {
  let found: readonly Block[] = [];
  editListWith(document.blocks, id, (list) => {
    found = list;
    return list;
  });
  return found;
}

/** Puts a block before what is now at `at`. */
export function insertBlock(document: EmailDocument, block: Block, at: number): EmailDocument {
  return { ...document, blocks: document.blocks.toSpliced(at, 0, block) };
}

/** Puts a block right behind another, in whichever list that is. */
export function insertAfter(document: EmailDocument, block: Block, id: string): EmailDocument {
  return editList(document, id, (list) => list.toSpliced(list.findIndex((one) => one.id === id) + 1, 0, block));
}

/** Puts a block at the end of a column. */
export function insertInColumn(
  document: EmailDocument,
  block: Block,
  columnsId: string,
  column: number,
): EmailDocument {
  if (block.type === "columns") return document;
  const blocks = document.blocks.map((one) => {
    const inside = one.id === columnsId && one.type === "columns" ? one.columns[column] : undefined;
    return one.type === "columns" && inside ? withColumn(one, column, [...inside.blocks, block]) : one;
  });
  return { ...document, blocks };
}

/** Replaces a block, or a variant, by what has its id; its rules stay. */
export function updateBlock(document: EmailDocument, next: PlainBlock): EmailDocument {
  return { ...document, blocks: mapBlocks(document.blocks, (block) => (block.id === next.id ? next : block)) };
}

export type Rules = { when?: Condition | undefined; variants?: Variant<PlainBlock>[] | undefined };

/** Changes the rules of a block: who sees it, and its variants. */
export function updateRules(document: EmailDocument, id: string, change: (now: Rules) => Rules): EmailDocument {
  return editList(document, id, (list) =>
    list.map((block) => {
      if (block.id !== id) return block;
      const { when, variants } = change(block);
      const { when: _when, variants: _variants, ...rest } = block;
      return {
        ...rest,
        ...(when ? { when } : {}),
        ...(variants && variants.length > 0 ? { variants } : {}),
        // A variant is made from the block and keeps its type.
      } as Block;
    }),
  );
}

export function removeBlock(document: EmailDocument, id: string): EmailDocument {
  return editList(document, id, (list) => list.filter((block) => block.id !== id));
}

/** Moves a block so that it stands before what is now at `to` of its list (the length: last). */
export function moveBlock(document: EmailDocument, id: string, to: number): EmailDocument {
  return editList(document, id, (list) => {
    const from = list.findIndex((block) => block.id === id);
    const block = list[from];
    if (!block || to === from || to === from + 1) return list;
    return list.toSpliced(from, 1).toSpliced(to > from ? to - 1 : to, 0, block);
  });
}

/** Whether a block may stand beside another: columns and footers stand in no column. */
function mayStandBeside(document: EmailDocument, block: Block, target: string): boolean {
  const top = document.blocks.some((one) => one.id === target);
  return top || (block.type !== "columns" && block.type !== "footer");
}

/** Moves a block before or after another, in whichever list that is. */
export function moveBeside(document: EmailDocument, id: string, target: string, edge: "top" | "bottom"): EmailDocument {
  const block = siblingsOf(document, id).find((one) => one.id === id);
  if (!block || id === target || !mayStandBeside(document, block, target)) return document;
  const list = siblingsOf(document, target);
  const at = list.findIndex((one) => one.id === target);
  const inPlace = list.findIndex((one) => one.id === id);
  const to = edge === "top" ? at : at + 1;
  if (inPlace >= 0) return moveBlock(document, id, to);
  const without = removeBlock(document, id);
  return editList(without, target, (there) => {
    const index = there.findIndex((one) => one.id === target);
    return there.toSpliced(edge === "top" ? index : index + 1, 0, block);
  });
}

/** Moves a block to the end of a column. */
export function moveIntoColumn(document: EmailDocument, id: string, columnsId: string, column: number): EmailDocument {
  const block = siblingsOf(document, id).find((one) => one.id === id);
  if (!block || block.type === "columns" || block.type === "footer") return document;
  return insertInColumn(removeBlock(document, id), block, columnsId, column);
}

/** One place up (-1) or down (1) in its list. */
export function shiftBlock(document: EmailDocument, id: string, by: -1 | 1): EmailDocument {
  const list = siblingsOf(document, id);
  const from = list.findIndex((block) => block.id === id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= list.length) return document;
  return moveBlock(document, id, by === 1 ? to + 1 : to);
}
