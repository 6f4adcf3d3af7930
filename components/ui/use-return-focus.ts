"use client";

import { useLayoutEffect, useRef } from "react";
import { leavePlacedFocus } from "./leave-placed-focus";

/**
 * For windows that are opened by state: focus goes back to what had it when the window opened (Radix returns it to a trigger, and
 * these have none), or to the page when that is gone. Whoever has placed the focus meanwhile keeps it.
 */
export function useReturnFocus(open: boolean) {
  const opener = useRef<Element>(null);
  // Before the window is drawn: a field in it that takes the focus by itself has it earlier than Radix asks.
  useLayoutEffect(() => {
    if (open) opener.current = document.activeElement;
  }, [open]);
  return {
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
