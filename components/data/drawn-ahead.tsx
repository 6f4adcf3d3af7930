"use client";

import type { ReactNode } from "react";
import { useServerDrawing } from "./use-server-drawing";

/** What is full of buttons and fields, in the first HTML: to be read at once, to be touched when it answers, so that no click or word is lost. */
export function DrawnAhead({ children }: { children: ReactNode }) {
  const drawing = useServerDrawing();
  return (
    <div className="contents" inert={drawing} aria-busy={drawing}>
      {children}
    </div>
  );
}
