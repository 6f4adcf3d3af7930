"use client";

import { type RefObject, useEffect, useRef } from "react";

/** Whether what had the focus has gone, so that nobody is taken away from where they went meanwhile. */
export const isFocusLost = () => document.activeElement === null || document.activeElement === document.body;

/** For a control that something is opened with: it has the focus again when that is closed and the focus would be nowhere. */
export function useFocusBack<Control extends HTMLElement>(open: boolean): RefObject<Control | null> {
  const control = useRef<Control>(null);
  const was = useRef(open);
  useEffect(() => {
    if (was.current && !open && isFocusLost()) control.current?.focus();
    was.current = open;
  }, [open]);
  return control;
}
