"use client";

import { type ReactNode, useState } from "react";
import { Popover } from "@/components/ui/popover";
import { type BlockType, blockRegistry } from "@/lib/email/blocks/registry";
import { BlockIcon } from "./blocks/block-icon";
import { useEmailEditor } from "./editor-context";

const types = Object.keys(blockRegistry) as BlockType[];

/** The kinds of blocks as a small grid; a footer only where there is none yet. */
export function BlockMenu({
  trigger,
  onPick,
  withFooter,
  inColumn = false,
}: {
  trigger: ReactNode;
  onPick: (type: BlockType) => void;
  withFooter: boolean;
  /** columns hold neither columns nor a footer */
  inColumn?: boolean;
}) {
  const { part } = useEmailEditor();
  const offered = types.filter((type) => {
    if (type === "footer") return withFooter && !inColumn && !part;
    return !(inColumn && type === "columns") && !(part && type === "shared");
  });
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label="Add a block"
      align="center"
      className="w-64 p-2"
      open={open}
      onOpenChange={setOpen}
      trigger={trigger}
    >
      <div className="grid grid-cols-3 gap-1">
        {offered.map((type) => (
          <button
            key={type}
            type="button"
            className="flex flex-col items-center gap-1.5 rounded-md px-2 py-3 text-xs hover:bg-accent"
            onClick={() => {
              setOpen(false);
              onPick(type);
            }}
          >
            <BlockIcon type={type} className="size-5 text-primary-text" />
            {blockRegistry[type].label}
          </button>
        ))}
      </div>
    </Popover>
  );
}
