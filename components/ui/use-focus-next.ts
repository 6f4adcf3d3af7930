"use client";

import { type RefObject, useLayoutEffect, useRef } from "react";

/**
 * For a line of a list that may go while it holds the focus: the line after it has it then, or the one before, or the page. The line itself
 * and nothing in it, so that a key pressed twice does nothing twice. Whoever has placed the focus meanwhile keeps it.
 */
export function useFocusNext<Line extends HTMLElement>(): RefObject<Line | null> {
  const line = useRef<Line>(null);
  useLayoutEffect(() => {
    const shown = line.current;
    return () => {
      if (!shown?.contains(document.activeElement)) return;
      const heirs = [shown.nextElementSibling, shown.previousElementSibling, document.getElementById("main")];
      // Known once all that goes is off the page, and before any further key.
      queueMicrotask(() => {
        const heir = heirs.find((one) => one?.isConnected);
        if (!(heir instanceof HTMLElement) || document.activeElement !== document.body) return;
        heir.tabIndex = -1;
        heir.focus({ preventScroll: true });
      });
    };
  }, []);
  return line;
}
