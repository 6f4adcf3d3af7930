"use client";

import { type RefObject, useEffect, useRef } from "react";
import { onceDrawn } from "@/components/canvas/keyboard/once-drawn";

/** Whether what had the focus has gone, so that nobody is taken away from where they went meanwhile. */
const isFocusLost = () => document.activeElement === null || document.activeElement === document.body;

/** Once what has just gone is off the page: there goes the focus, if it would be nowhere. */
export const focusWhenLost = (target: HTMLElement | null) =>
  onceDrawn(() => (isFocusLost() ? target?.focus() : undefined));

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
