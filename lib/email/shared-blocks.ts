import type { EmailDocument } from "./document";
import { allBlocks } from "./walk-blocks";

/** Reusable blocks that are there, by id: documents of which only the blocks (and their translations) count. */
export type SharedBlocks = ReadonlyMap<string, EmailDocument>;

export const noSharedBlocks: SharedBlocks = new Map();

/** Ids of the reusable blocks that a document shows. */
export function sharedUsed(document: Pick<EmailDocument, "blocks">): string[] {
  const ids = [...allBlocks(document.blocks)].flatMap(({ block }) =>
    block.type === "shared" && block.block_id !== "" ? [block.block_id] : [],
  );
  return [...new Set(ids)];
}
