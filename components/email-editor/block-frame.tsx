"use client";

import { ArrowDown, ArrowUp, Copy, Eye, GripVertical, Plus, SlidersHorizontal, Split, Trash2 } from "lucide-react";
import { type KeyboardEvent, useCallback, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import type { Block, BlockType } from "@/lib/email/blocks/registry";
import { BlockMenu } from "./block-menu";
import { BlockView } from "./blocks/views";
import { useEmailEditor } from "./editor-context";
import { focusBlock } from "./focus-block";
import { duplicateBlock } from "./store/copy-block";
import {
  blockName,
  insertAfter,
  makeBlock,
  moveBeside,
  newBlockId,
  removeBlock,
  shiftBlock,
  siblingsOf,
} from "./store/edit-document";
import { useBlockDrag } from "./use-block-drag";

/** What can be done with one block from anywhere: buttons, keys, drag. */
export function useBlockActions(block: Block) {
  const { change, document, select } = useEmailEditor();
  const name = blockName(block);
  const siblings = siblingsOf(document, block.id);
  const index = siblings.findIndex((other) => other.id === block.id);
  return {
    index,
    last: siblings.length - 1,
    shift: (by: -1 | 1) => change(`move ${name}`, (doc) => shiftBlock(doc, block.id, by)),
    remove: () => {
      change(`delete ${name}`, (doc) => removeBlock(doc, block.id));
      const next = siblings[index + 1]?.id ?? siblings[index - 1]?.id;
      select(next);
      focusBlock(next);
    },
    duplicate: () => {
      const copy = newBlockId();
      change(`duplicate ${name}`, (doc) => duplicateBlock(doc, block.id, copy));
      select(copy);
      focusBlock(copy);
    },
    insertAfter: (type: BlockType) => {
      const made = makeBlock(type);
      change(`add ${type}`, (doc) => insertAfter(doc, made, block.id));
      select(made.id);
      focusBlock(made.id);
    },
  };
}

/** Keys on a block itself (not while writing inside it). */
function useBlockKeys(block: Block) {
  const actions = useBlockActions(block);
  const { editable, openSettings, select } = useEmailEditor();
  return (event: KeyboardEvent<HTMLElement>) => {
    // Panels that hang on a block stand elsewhere on the page and have keys of their own.
    if (!editable || !(event.target instanceof Node && event.currentTarget.contains(event.target))) return;
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      event.stopPropagation(); // columns around it stay where they are
      actions.shift(event.key === "ArrowUp" ? -1 : 1);
      return;
    }
    if (event.altKey && event.key === "Enter") {
      event.preventDefault();
      event.stopPropagation();
      openSettings(block.id);
      return;
    }
    if (event.target !== event.currentTarget) {
      // Out of the words to the block that they stand in (which take every Escape for themselves).
      if (event.key !== "Escape") return;
      event.stopPropagation();
      event.currentTarget.focus();
      return;
    }
    if (event.key === "Enter") {
      event.preventDefault();
      const editor = event.currentTarget.querySelector<HTMLElement>("[contenteditable=true], [role=textbox]");
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

const renderInColumn = (block: Block) => <BlockFrame key={block.id} block={block} inColumn />;

/** One block on the canvas with its outline, handle and buttons, and the "+" under it. */
export function BlockFrame({ block, inColumn = false }: { block: Block; inColumn?: boolean }) {
  const { change, document, editable, formOf, problems, select, selected } = useEmailEditor();
  const form = formOf(block);
  const box = useRef<HTMLElement>(null);
  const grip = useRef<HTMLButtonElement>(null);
  const drop = useCallback(
    (dragged: string, edge: "top" | "bottom") =>
      change("move a block", (doc) => moveBeside(doc, dragged, block.id, edge)),
    [change, block.id],
  );
  const drag = useBlockDrag(block.id, box, grip, drop);
  const keys = useBlockKeys(block);
  const chosen = selected === block.id;
  const worst = problems.find((problem) => problem.block_id === form.id && problem.severity === "error");
  return (
    // biome-ignore lint/a11y/useSemanticElements: a block holds a whole text editor; a fieldset would announce a form
    <section
      ref={box}
      id={`block-${block.id}`}
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the block itself takes keys (move, copy, delete, Enter to write)
      tabIndex={0}
      aria-label={blockName(block)}
      onPointerDown={(event) => {
        event.stopPropagation();
        select(block.id);
      }}
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
      <RuleMarks block={block} />
      <BlockView key={form.id} block={form} selected={chosen} renderBlock={renderInColumn} />
      {editable ? (
        <>
          <BlockTools block={block} grip={grip} shown={chosen} />
          {block.type === "footer" ? null : (
            <InsertHere
              block={block}
              inColumn={inColumn}
              withFooter={!document.blocks.some((b) => b.type === "footer")}
            />
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

/** What the rules of a block do, in a word each; a form is chosen in the settings. */
function RuleMarks({ block }: { block: Block }) {
  const { formOf } = useEmailEditor();
  const variants = block.variants ?? [];
  if (!block.when && variants.length === 0) return null;
  const at = variants.findIndex((variant) => variant.block.id === formOf(block).id);
  return (
    <div className="flex flex-wrap gap-1 pt-1 pb-1" style={{ fontFamily: "var(--font-sans)" }}>
      {block.when ? (
        <span className="inline-flex items-center gap-1 rounded-full bg-[#fdf0d5] px-2 py-0.5 text-[#6d4a00] text-[11px]">
          <Eye className="size-3" aria-hidden="true" /> Only for some
        </span>
      ) : null}
      {variants.length > 0 ? (
        <span className="inline-flex items-center gap-1 rounded-full bg-[#e0ecff] px-2 py-0.5 text-[#1b4596] text-[11px]">
          <Split className="size-3" aria-hidden="true" />
          {at < 0 ? `For everybody else (${variants.length} more)` : `Version ${at + 1} of ${variants.length}`}
        </span>
      ) : null}
    </div>
  );
}

function InsertHere({ block, inColumn, withFooter }: { block: Block; inColumn: boolean; withFooter: boolean }) {
  const { insertAfter: insert } = useBlockActions(block);
  return (
    <div className="absolute inset-x-0 -bottom-3 z-10 flex h-6 items-center justify-center opacity-0 focus-within:opacity-100 hover:opacity-100 has-[[data-state=open]]:opacity-100 max-sm:hidden">
      <span aria-hidden="true" className="absolute inset-x-6 h-px bg-[#2f5bea]" />
      <BlockMenu
        withFooter={withFooter}
        inColumn={inColumn}
        onPick={insert}
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
