"use client";

import * as Slot from "radix-ui/slot";
import { type ComponentType, type KeyboardEvent, type MouseEvent, type ReactNode, useState } from "react";

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

/** What the real menu is told besides: opened by a key, its first item takes the focus. */
export type LoadedMenuProps = DropdownMenuProps & { byKeyboard: boolean };

const load = () => import("./dropdown-menu-loaded");

/**
 * A menu of actions, described as data. Until it is first opened only the trigger is there: the menu's code arrives when a
 * pointer or the focus comes near, and pages start without it.
 */
export function DropdownMenu(props: DropdownMenuProps) {
  const [Loaded, setLoaded] = useState<ComponentType<LoadedMenuProps>>();
  const [byKeyboard, setByKeyboard] = useState(false);
  if (Loaded) return <Loaded {...props} byKeyboard={byKeyboard} />;
  const open = (keyboard: boolean) => {
    setByKeyboard(keyboard);
    void load().then((module) => setLoaded(() => module.DropdownMenuLoaded));
  };
  return (
    <Slot.Root
      aria-haspopup="menu"
      aria-expanded={false}
      // a click made by a key counts no pointer presses
      onClick={(event: MouseEvent) => open(event.detail === 0)}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== "ArrowDown") return;
        event.preventDefault();
        open(true);
      }}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
    >
      {props.trigger}
    </Slot.Root>
  );
}
