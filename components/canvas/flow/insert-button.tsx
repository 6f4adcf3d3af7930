"use client";

import { Plus } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { useDragAndDrop } from "@/components/ui/use-drag-and-drop";
import { useCanvas, useCanvasEnvironment } from "../canvas-context";
import { takeSlot } from "../edits/take-slot";
import { type Slot, slotKey } from "../store/slot";

type InsertButtonProps = {
  slot: Slot;
  label: string /** stands open at the end of a way, so it is shown large */;
  end?: boolean;
};

/**
 * The "+" of an edge or an open exit: a click opens the picker, a dropped step lands here. It is no tab stop: from the keyboard
 * `A` on the focused step does the same.
 */
export function InsertButton({ slot, label, end }: InsertButtonProps) {
  const environment = useCanvasEnvironment();
  const wanted = useCanvas((s) => s.drag !== undefined || s.moving !== undefined);
  const key = slotKey(slot);
  const hovered = useCanvas((s) => s.dropSlot !== undefined && slotKey(s.dropSlot) === key);
  const open = useCanvas((s) => s.picker !== undefined && slotKey(s.picker.slot) === key);
  const element = useRef<HTMLButtonElement>(null);
  const [over, setOver] = useState(false);
  const data = useRef({ slot });
  data.current = { slot };

  const dnd = useDragAndDrop(false);
  useEffect(() => {
    if (!dnd || !element.current) return;
    return dnd.dropTargetForElements({
      element: element.current,
      getData: () => data.current,
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: () => setOver(false),
    });
  }, [dnd]);

  if (!environment.editable) return null;
  return (
    <button
      ref={element}
      type="button"
      tabIndex={-1}
      data-slot={JSON.stringify(slot)}
      aria-label={label}
      title={label}
      onClick={(event) => {
        event.stopPropagation();
        const box = event.currentTarget.getBoundingClientRect();
        takeSlot(environment.store, slot, { x: box.right, y: box.top + box.height / 2 }, event.shiftKey);
      }}
      className={cn(
        "nodrag nopan pointer-events-auto flex size-6 items-center justify-center rounded-full border border-input/60 bg-card text-muted-foreground shadow-xs transition-[scale,background-color,color] hover:scale-115 hover:border-primary hover:bg-primary hover:text-primary-foreground",
        "after:absolute after:-inset-3 after:rounded-full after:content-['']",
        end && "size-7 border-dashed",
        wanted && "scale-115 border-primary bg-primary-soft text-primary-text",
        (over || hovered || open) && "scale-130 border-primary bg-primary text-primary-foreground",
      )}
    >
      <Plus className="size-3.5" aria-hidden="true" />
    </button>
  );
}
