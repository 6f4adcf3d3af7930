"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useRef } from "react";
import { useCanvasEnvironment } from "../canvas-context";

const WRITE_AFTER_MS = 250;

/**
 * The address says which step's settings are open (`?node=`) and whether the outline is shown (`?view=outline`), so that a link to
 * it can be sent; and following such a link inside the page opens it.
 */
export function useLinkedStep(enabled: boolean): void {
  const { store } = useCanvasEnvironment();
  const params = useSearchParams();
  const node = params.get("node");
  const written = useRef(node);

  useEffect(() => {
    if (!enabled) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const write = () => {
      const { focused, inspecting, outline } = store.getState();
      const next = new URLSearchParams(location.search);
      const open = inspecting ? focused : undefined;
      if (open === undefined) next.delete("node");
      else next.set("node", open);
      if (outline) next.set("view", "outline");
      else next.delete("view");
      written.current = open ?? null;
      const search = next.size > 0 ? `?${next}` : "";
      if (search !== location.search) history.replaceState(history.state, "", `${location.pathname}${search}`);
    };
    const stop = store.subscribe((now, before) => {
      if (now.inspecting === before.inspecting && now.focused === before.focused && now.outline === before.outline)
        return;
      clearTimeout(timer);
      timer = setTimeout(write, WRITE_AFTER_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [store, enabled]);

  useEffect(() => {
    if (!enabled || node === null || node === written.current) return;
    written.current = node;
    const { nodeById, inspect } = store.getState();
    if (nodeById.has(node)) inspect(node);
  }, [store, enabled, node]);
}
