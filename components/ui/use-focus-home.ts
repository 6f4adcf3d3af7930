"use client";

import { type RefObject, useLayoutEffect, useRef } from "react";

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
