"use client";

import * as Slot from "radix-ui/slot";
import { type ComponentType, type ReactNode, useEffect, useState } from "react";

export type PopoverProps = {
  /** a single focusable element that opens it */
  trigger: ReactNode;
  children: ReactNode;
  /** the accessible name of the panel */
  label: string;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  align?: "start" | "center" | "end";
  side?: "top" | "right" | "bottom" | "left";
  className?: string;
};

const load = () => import("./popover-loaded");

/** A small non-modal panel at what opened it. Its code arrives when a pointer or the focus comes near: pages start without it. */
export function Popover(props: PopoverProps) {
  const [Loaded, setLoaded] = useState<ComponentType<PopoverProps>>();
  const { open } = props;
  useEffect(() => {
    if (open) void load().then((module) => setLoaded(() => module.PopoverLoaded));
  }, [open]);
  if (Loaded) return <Loaded {...props} />;
  const openNow = () => {
    props.onOpenChange?.(true);
    void load().then((module) => setLoaded(() => module.PopoverLoaded));
  };
  return (
    <Slot.Root
      aria-haspopup="dialog"
      aria-expanded={false}
      onClick={openNow}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
    >
      {props.trigger}
    </Slot.Root>
  );
}
