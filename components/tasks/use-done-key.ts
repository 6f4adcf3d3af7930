"use client";

import { useEffect, useRef } from "react";

/** Where keys mean something else already. */
const BUSY =
  "input:not([type=checkbox]), textarea, select, [contenteditable], [role=listbox], [role=menu], [role=dialog], [role=combobox]";

/** d, wherever nobody is typing. */
export function useDoneKey(tick: () => void): void {
  const latest = useRef(tick);
  useEffect(() => {
    latest.current = tick;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== "d" || event.metaKey || event.ctrlKey || event.altKey || event.repeat) return;
      if (event.target instanceof Element && event.target.closest(BUSY)) return;
      latest.current();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}
