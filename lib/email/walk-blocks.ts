import type { Block, PlainBlock } from "./blocks/registry";

/** One block of a document, wherever it is: in the list, in a column, or as a variant of another (then `of` is that one's id). */
export type FoundBlock = { block: PlainBlock; of?: string };

/** Every block in reading order, those in columns and variants included. */
export function* allBlocks(blocks: readonly Block[]): Generator<FoundBlock> {
  for (const block of blocks) {
    yield { block };
    yield* inside(block);
    for (const variant of block.variants ?? []) {
      yield { block: variant.block, of: block.id };
      yield* inside(variant.block);
    }
  }
}

function* inside(block: PlainBlock): Generator<FoundBlock> {
  if (block.type === "columns") for (const column of block.columns) yield* allBlocks(column.blocks);
}

/** The blocks with each of them changed, from the inside out; variants and columns included. */
export function mapBlocks(blocks: readonly Block[], change: (block: PlainBlock) => PlainBlock): Block[] {
  return blocks.map((block) => {
    const { when, variants } = block;
    const changed = change(withInside(block, change));
    return {
      ...changed,
      ...(when ? { when } : {}),
      ...(variants ? { variants: variants.map((v) => ({ ...v, block: change(withInside(v.block, change)) })) } : {}),
      // The change keeps the type, and so a block's variants stay of its type.
    } as Block;
  });
}

function withInside(block: PlainBlock, change: (block: PlainBlock) => PlainBlock): PlainBlock {
  if (block.type !== "columns") return block;
  const columns = block.columns.map((column) => ({
    ...column,
    blocks: mapBlocks(column.blocks, change) as typeof column.blocks,
  }));
  return { ...block, columns };
}
