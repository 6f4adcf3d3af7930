"use client";

import { ArrowDown, ArrowUp, Copy, GripVertical, Plus, SlidersHorizontal, Trash2 } from "lucide-react";
import { type KeyboardEvent, useCallback, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import type { Block, BlockType } from "@/lib/email/blocks/registry";
import { BlockMenu } from "./block-menu";
import { BlockView } from "./blocks/views";
import { useEmailEditor } from "./editor-context";
import {
  blockName,
  duplicateBlock,
  insertBlock,
  makeBlock,
  moveBlock,
  newBlockId,
  removeBlock,
  shiftBlock,
} from "./store/edit-document";
import { useBlockDrag } from "./use-block-drag";

/** What can be done with one block from anywhere: buttons, keys, drag. */
export function useBlockActions(block: Block) {
  const { change, document, select } = useEmailEditor();
  const name = blockName(block);
  const index = document.blocks.findIndex((other) => other.id === block.id);
  return {
    index,
    last: document.blocks.length - 1,
    shift: (by: -1 | 1) => change(`move ${name}`, (doc) => shiftBlock(doc, block.id, by)),
    remove: () => {
      change(`delete ${name}`, (doc) => removeBlock(doc, block.id));
      select(document.blocks[index + 1]?.id ?? document.blocks[index - 1]?.id);
    },
    duplicate: () => {
      const copy = newBlockId();
      change(`duplicate ${name}`, (doc) => duplicateBlock(doc, block.id, copy));
      select(copy);
    },
    insert: (type: BlockType, at: number) => {
      const made = makeBlock(type);
      change(`add ${type}`, (doc) => insertBlock(doc, made, at));
      select(made.id);
    },
  };
}

/** Keys on a block itself (not while writing inside it). */
function useBlockKeys(block: Block) {
  const actions = useBlockActions(block);
  const { editable, openSettings, select } = useEmailEditor();
  return (event: KeyboardEvent<HTMLElement>) => {
    if (!editable) return;
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      actions.shift(event.key === "ArrowUp" ? -1 : 1);
      return;
    }
    if (event.target !== event.currentTarget) return;
    if (event.key === "Enter") {
      event.preventDefault();
      const editor = event.currentTarget.querySelector<HTMLElement>("[contenteditable=true]");
      if (editor) editor.focus();
      else openSettings(block.id);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      actions.remove();
    } else if (event.key === "d" && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      actions.duplicate();
    } else if (event.key === "Escape") select(undefined);
  };
}

/** One block on the canvas with its outline, handle and buttons, and the "+" under it. */
export function BlockFrame({ block }: { block: Block }) {
  const { change, document, editable, problems, select, selected } = useEmailEditor();
  const { index } = useBlockActions(block);
  const box = useRef<HTMLElement>(null);
  const grip = useRef<HTMLButtonElement>(null);
  const drop = useCallback(
    (dragged: string, edge: "top" | "bottom") =>
      change("move a block", (doc) => {
        const at = doc.blocks.findIndex((other) => other.id === block.id);
        return moveBlock(doc, dragged, edge === "top" ? at : at + 1);
      }),
    [change, block.id],
  );
  const drag = useBlockDrag(block.id, box, grip, drop);
  const keys = useBlockKeys(block);
  const chosen = selected === block.id;
  const worst = problems.find((problem) => problem.block_id === block.id && problem.severity === "error");
  return (
    // biome-ignore lint/a11y/useSemanticElements: a block holds a whole text editor; a fieldset would announce a form
    <section
      ref={box}
      id={`block-${block.id}`}
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the block itself takes keys (move, copy, delete, Enter to write)
      tabIndex={0}
      aria-label={blockName(block)}
      onPointerDown={() => select(block.id)}
      onFocus={(event) => event.target === event.currentTarget && select(block.id)}
      onKeyDown={keys}
      className={cn("group/block relative -mx-3 rounded-md px-3 outline-none", drag.dragging && "opacity-40")}
    >
      <span
        aria-hidden="true"
        className={cn(
          "pointer-events-none absolute inset-0 rounded-md border-2 border-transparent transition-colors",
          chosen
            ? "border-[#2f5bea]"
            : "group-hover/block:border-[#2f5bea55] group-focus-visible/block:border-[#2f5bea]",
          !chosen && worst && "border-[#d4483e88] border-dashed",
        )}
      />
      {drag.edge ? (
        <span
          aria-hidden="true"
          className={cn(
            "absolute inset-x-0 z-10 h-1 rounded-full bg-[#2f5bea]",
            drag.edge === "top" ? "-top-0.5" : "-bottom-0.5",
          )}
        />
      ) : null}
      <BlockView block={block} selected={chosen} />
      {editable ? (
        <>
          <BlockTools block={block} grip={grip} shown={chosen} />
          {block.type === "footer" ? null : (
            <InsertHere at={index + 1} block={block} withFooter={!document.blocks.some((b) => b.type === "footer")} />
          )}
        </>
      ) : null}
    </section>
  );
}

function BlockTools({
  block,
  grip,
  shown,
}: {
  block: Block;
  grip: React.RefObject<HTMLButtonElement | null>;
  shown: boolean;
}) {
  const { openSettings } = useEmailEditor();
  const { index, last, shift, duplicate, remove } = useBlockActions(block);
  const visible = shown
    ? "opacity-100"
    : "pointer-events-none opacity-0 group-hover/block:pointer-events-auto group-hover/block:opacity-100";
  return (
    <>
      <button
        ref={grip}
        type="button"
        tabIndex={-1}
        aria-label={`Drag ${blockName(block)}`}
        className={cn(
          "absolute top-1 -left-7 hidden h-7 w-6 cursor-grab items-center justify-center rounded text-[#697386] transition-opacity hover:bg-black/5 active:cursor-grabbing sm:flex",
          visible,
        )}
      >
        <GripVertical className="size-4" aria-hidden="true" />
      </button>
      <div
        role="toolbar"
        aria-label={`${blockName(block)}: actions`}
        className={cn(
          "absolute top-full right-0 z-20 mt-1 flex gap-0.5 rounded-lg border border-border bg-popover p-0.5 text-popover-foreground shadow-md sm:top-0 sm:right-auto sm:left-full sm:mt-0 sm:ml-1 sm:flex-col",
          shown ? "" : "hidden",
        )}
      >
        <IconButton label="Settings" size="icon-xs" className="xl:hidden" onClick={() => openSettings(block.id)}>
          <SlidersHorizontal />
        </IconButton>
        <IconButton label="Move up" shortcut="Alt ↑" size="icon-xs" disabled={index <= 0} onClick={() => shift(-1)}>
          <ArrowUp />
        </IconButton>
        <IconButton label="Move down" shortcut="Alt ↓" size="icon-xs" disabled={index >= last} onClick={() => shift(1)}>
          <ArrowDown />
        </IconButton>
        {block.type === "footer" ? null : (
          <IconButton label="Duplicate" shortcut="⌘D" size="icon-xs" onClick={duplicate}>
            <Copy />
          </IconButton>
        )}
        <IconButton label="Delete" shortcut="⌫" size="icon-xs" onClick={remove}>
          <Trash2 />
        </IconButton>
      </div>
    </>
  );
}

function InsertHere({ at, block, withFooter }: { at: number; block: Block; withFooter: boolean }) {
  const { insert } = useBlockActions(block);
  return (
    <div className="absolute inset-x-0 -bottom-3 z-10 flex h-6 items-center justify-center opacity-0 focus-within:opacity-100 hover:opacity-100 has-[[data-state=open]]:opacity-100 max-sm:hidden">
      <span aria-hidden="true" className="absolute inset-x-6 h-px bg-[#2f5bea]" />
      <BlockMenu
        withFooter={withFooter}
        onPick={(type) => insert(type, at)}
        trigger={
          <button
            type="button"
            aria-label={`Add a block after ${blockName(block)}`}
            className="relative flex size-6 items-center justify-center rounded-full bg-[#2f5bea] text-white shadow-sm hover:bg-[#2348c4]"
          >
            <Plus className="size-4" aria-hidden="true" />
          </button>
        }
      />
    </div>
  );
}
