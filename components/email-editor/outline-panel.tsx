"use client";

import { Languages, Plus, Split } from "lucide-react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { Block, BlockType } from "@/lib/email/blocks/registry";
import { BlockMenu } from "./block-menu";
import { BlockIcon } from "./blocks/block-icon";
import { useEmailEditor } from "./editor-context";
import { focusBlock } from "./focus-block";
import { PersonPicker } from "./person-picker";
import { blockName, insertBlock, makeBlock, shiftBlock } from "./store/edit-document";
import { leftToTranslate } from "./store/translate-document";

/** The blocks as a list: to see the whole mail, to jump, and to reorder by keys. */
export function OutlinePanel() {
  const { change, document, editable, person, select, selected, setPerson } = useEmailEditor();
  const add = (type: BlockType) => {
    const made = makeBlock(type);
    const at = document.blocks.findIndex((block) => block.id === selected);
    const footer = document.blocks.findIndex((block) => block.type === "footer");
    const end = footer < 0 || type === "footer" ? document.blocks.length : footer;
    change(`add ${type}`, (doc) => insertBlock(doc, made, at < 0 || type === "footer" ? end : Math.min(at + 1, end)));
    select(made.id);
    focusBlock(made.id);
  };
  return (
    <nav aria-label="Blocks" className="flex flex-col gap-1 p-3">
      <div className="flex items-center justify-between pb-1 pl-2">
        <h2 className="font-medium text-[0.8125rem]">Blocks</h2>
        {editable ? (
          <BlockMenu
            withFooter={!document.blocks.some((block) => block.type === "footer")}
            onPick={add}
            trigger={
              <Button variant="ghost" size="xs">
                <Plus /> Add
              </Button>
            }
          />
        ) : null}
      </div>
      <OutlineList blocks={document.blocks} />
      <div className="mt-4 flex flex-col gap-1.5 border-border border-t px-2 pt-3">
        <span className="text-muted-foreground text-xs">Variables show what they are for</span>
        <PersonPicker value={person} onChange={setPerson} />
      </div>
    </nav>
  );
}

/** A list of blocks; what is in columns stands indented under them. */
function OutlineList({ blocks }: { blocks: readonly Block[] }) {
  return (
    <ol className="flex flex-col">
      {blocks.map((block) => (
        <li key={block.id}>
          <OutlineRow block={block} />
          {block.type === "columns"
            ? block.columns.map((column, i) =>
                column.blocks.length > 0 ? (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column has no other name than its place
                  <div key={i} className="ml-3.5 border-border border-l pl-1.5">
                    <OutlineList blocks={column.blocks} />
                  </div>
                ) : null,
              )
            : null}
        </li>
      ))}
    </ol>
  );
}

function OutlineRow({ block }: { block: Block }) {
  const { change, problems, select, selected, locale, source } = useEmailEditor();
  const forms = new Set([block.id, ...(block.variants ?? []).map((variant) => variant.block.id)]);
  const worst = problems.find((problem) => problem.block_id !== undefined && forms.has(problem.block_id))?.severity;
  const untold = locale !== undefined && leftToTranslate(source, locale).some((id) => forms.has(id));
  const ruled = block.when !== undefined || (block.variants?.length ?? 0) > 0;
  return (
    <button
      type="button"
      aria-current={selected === block.id ? "true" : undefined}
      className={cn(
        "flex w-full items-center gap-2.5 rounded-md px-2 py-1.5 text-left text-[0.8125rem] hover:bg-accent",
        selected === block.id && "bg-primary-soft text-primary-text",
      )}
      onClick={(event) => {
        select(block.id);
        // pressed by a key: the keyboard goes along
        if (event.detail === 0) focusBlock(block.id);
        window.document.getElementById(`block-${block.id}`)?.scrollIntoView({ block: "center", behavior: "smooth" });
      }}
      onKeyDown={(event) => {
        if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
        event.preventDefault();
        change(`move ${blockName(block)}`, (doc) => shiftBlock(doc, block.id, event.key === "ArrowUp" ? -1 : 1));
      }}
    >
      <BlockIcon type={block.type} className="size-4 shrink-0 text-muted-foreground" />
      <span className="min-w-0 flex-1 truncate">{blockName(block)}</span>
      {ruled ? <Split className="size-3.5 shrink-0 text-muted-foreground" aria-label="has rules" /> : null}
      {untold ? <Languages className="size-3.5 shrink-0 text-warning-text" aria-label="not translated" /> : null}
      {worst ? (
        <span
          className={cn("size-1.5 shrink-0 rounded-full", worst === "error" ? "bg-danger" : "bg-warning")}
          role="img"
          aria-label={worst === "error" ? "has a problem" : "has a warning"}
        />
      ) : null}
    </button>
  );
}
