"use client";

import { useEffect, useRef } from "react";

/** Where keys mean something else already. */
const BUSY =
  "input:not([type=checkbox]), textarea, select, [contenteditable], [role=listbox], [role=menu], [role=dialog], [role=tablist], [role=combobox], [role=radiogroup], [role=group]";

/** j or ↓ → 1, k or ↑ → −1. */
export function useListKeys(move: (step: 1 | -1) => void): void {
  const latest = useRef(move);
  useEffect(() => {
    latest.current = move;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || event.shiftKey || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(BUSY)) return;
      const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
      if (step !== 1 && step !== -1) return;
      event.preventDefault();
      latest.current(step);
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}
