"use client";

import { Plus } from "lucide-react";
import { useCallback, useRef } from "react";
import { cn } from "@/components/ui/cn";
import type { BlockOf, BlockType } from "@/lib/email/blocks/registry";
import { BlockMenu } from "../block-menu";
import { useEmailEditor } from "../editor-context";
import { focusBlock } from "../focus-block";
import { insertInColumn, makeBlock, moveIntoColumn } from "../store/edit-document";
import { useDropInto } from "../use-block-drag";
import type { BlockViewProps } from "./block-view-props";

const grids = { equal: "sm:grid-cols-2", "1-2": "sm:grid-cols-[1fr_2fr]", "2-1": "sm:grid-cols-[2fr_1fr]" } as const;

/** Columns side by side as in the mail; one under the other where the canvas is narrow, too. */
export function ColumnsView({ block, renderBlock }: BlockViewProps<BlockOf<"columns">>) {
  const grid = block.columns.length === 3 ? "sm:grid-cols-3" : grids[block.ratio];
  return (
    <div className={cn("grid grid-cols-1 gap-5", grid)}>
      {block.columns.map((column, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a column has no other name than its place
        <div key={i} className="min-w-0">
          {column.blocks.map((inner) => renderBlock(inner))}
          <ColumnEnd block={block} column={i} />
        </div>
      ))}
    </div>
  );
}

/** Where a column ends: blocks are dropped here and added here. */
function ColumnEnd({ block, column }: { block: BlockOf<"columns">; column: number }) {
  const { change, editable, select } = useEmailEditor();
  const box = useRef<HTMLDivElement>(null);
  const drop = useCallback(
    (id: string) => change("move a block", (doc) => moveIntoColumn(doc, id, block.id, column)),
    [change, block.id, column],
  );
  const over = useDropInto(box, drop);
  const add = (type: BlockType) => {
    const made = makeBlock(type);
    change(`add ${type}`, (doc) => insertInColumn(doc, made, block.id, column));
    select(made.id);
    focusBlock(made.id);
  };
  if (!editable) return null;
  const empty = (block.columns[column]?.blocks.length ?? 0) === 0;
  return (
    <div ref={box} className={cn("flex justify-center rounded-md", empty ? "py-5" : "py-1", over && "bg-[#2f5bea22]")}>
      <BlockMenu
        withFooter={false}
        inColumn
        onPick={add}
        trigger={
          <button
            type="button"
            aria-label={`Add a block to column ${column + 1}`}
            style={{ fontFamily: "var(--font-sans)" }}
            className="flex w-full items-center justify-center gap-1.5 rounded-md border border-[#c3c9d4] border-dashed px-2 py-1.5 text-[#4b5567] text-xs hover:bg-[#f1f4f9]"
          >
            <Plus className="size-3.5" aria-hidden="true" /> {empty ? "Add a block" : "Add"}
          </button>
        }
      />
    </div>
  );
}
