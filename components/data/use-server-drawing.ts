"use client";

import { useState, useSyncExternalStore } from "react";

const never = () => () => {};

/** Whether this is the drawing in the first HTML, on the server or while the browser takes it over. */
export function useServerDrawing(): boolean {
  return useSyncExternalStore(
    never,
    () => false,
    () => true,
  );
}

/** Whether the component came with the first HTML: what was prefetched for it is as new as the page. Not so for one that a later page brings. */
export function useCameWithPage(): boolean {
  const drawing = useServerDrawing();
  const [came] = useState(drawing);
  return came;
}
