"use client";

import { useRef } from "react";
import { leavePlacedFocus } from "./leave-placed-focus";

/**
 * For windows that are opened by state: focus goes back to what had it when the window opened (Radix returns it to a trigger, and
 * these have none), or to the page when that is gone. Whoever has placed the focus meanwhile keeps it.
 */
export function useReturnFocus() {
  const opener = useRef<Element>(null);
  return {
    onOpenAutoFocus: () => {
      opener.current = document.activeElement;
    },
    onCloseAutoFocus: (event: Event) => {
      leavePlacedFocus(event);
      if (event.defaultPrevented) return;
      event.preventDefault();
      const there = opener.current?.isConnected && opener.current !== document.body;
      const target = there ? opener.current : document.getElementById("main");
      if (target instanceof HTMLElement) target.focus({ preventScroll: true });
    },
  };
}
