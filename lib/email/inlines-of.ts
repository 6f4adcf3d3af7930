import type { Inline, RichBlock } from "./rich-text";

/** Every piece of a rich text in reading order. */
export function* inlinesOf(blocks: readonly RichBlock[]): Generator<Inline> {
  for (const block of blocks) {
    if (block.type === "paragraph") yield* block.content ?? [];
    else for (const item of block.content) yield* inlinesOf(item.content);
  }
}
