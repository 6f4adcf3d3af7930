"use client";

import * as Slot from "radix-ui/slot";
import { type ComponentType, type ReactNode, useState } from "react";

export type MenuEntry =
  | {
      kind?: "item";
      label: string;
      icon?: ReactNode;
      onSelect: () => void;
      shortcut?: string;
      danger?: boolean;
      disabled?: boolean;
      /** a second, quieter line */
      help?: string;
      /** shows a tick: one of several choices */
      checked?: boolean;
    }
  | { kind: "separator" }
  | { kind: "label"; label: string };

export type DropdownMenuProps = {
  /** a single focusable element that opens it */
  trigger: ReactNode;
  items: readonly MenuEntry[];
  align?: "start" | "center" | "end";
  side?: "top" | "right" | "bottom" | "left";
  className?: string;
};

const load = () => import("./dropdown-menu-loaded");

/**
 * A menu of actions, described as data. Until it is first opened only the trigger is there: the menu's code arrives when a
 * pointer or the focus comes near, and pages start without it.
 */
export function DropdownMenu(props: DropdownMenuProps) {
  const [Loaded, setLoaded] = useState<ComponentType<DropdownMenuProps>>();
  if (Loaded) return <Loaded {...props} />;
  const open = () => void load().then((module) => setLoaded(() => module.DropdownMenuLoaded));
  return (
    <Slot.Root
      aria-haspopup="menu"
      aria-expanded={false}
      onClick={open}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
    >
      {props.trigger}
    </Slot.Root>
  );
}
