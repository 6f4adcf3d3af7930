import type { ReactNode } from "react";
import type { RenderScope } from "../../render-scope";
import type { Block } from "../registry";
import type { BlockRenderProps } from "../render-props";
import type { SharedBlock } from "./schema";

type SharedProps = BlockRenderProps<SharedBlock> & { renderBlock: (block: Block, scope: RenderScope) => ReactNode };

/** What the reusable block says now; nothing where it was deleted (checkEmail says so). It cannot hold another one: no circles. */
export function RenderShared({ block, scope, renderBlock }: SharedProps) {
  const inside = { ...scope, shared: () => [] };
  return scope
    .shared(block.block_id)
    .filter((inner) => inner.type !== "footer")
    .map((inner) => renderBlock(inner, inside));
}
