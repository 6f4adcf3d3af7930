"use client";

import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
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

/**
 * For what may go while it holds the focus: `home` has it in that very moment, so that no key is lost between the two. React has taken
 * nothing off the page yet when it ends a layout effect.
 */
export function useFocusHome<Part extends HTMLElement>(home: RefObject<HTMLElement | null>): RefObject<Part | null> {
  const part = useRef<Part>(null);
  useLayoutEffect(() => {
    const shown = part.current;
    return () => {
      if (shown?.contains(document.activeElement)) home.current?.focus();
    };
  }, [home]);
  return part;
}
