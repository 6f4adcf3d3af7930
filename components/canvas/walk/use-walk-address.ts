"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback } from "react";
import { useCanvas } from "../canvas-context";

/** Whose story the address names: `?person=` and one of their runs, `&run=`. Empty: nobody's. */
export type WalkAddress = { person: string; run: string };

/**
 * Whether the journey's page shows a walk or a replay, and whose. A link with a person or a run opens it, and so does `?walk=1` for a new
 * walk; changing them rewrites the address without asking the server.
 */
export function useWalkAddress() {
  const params = useSearchParams();
  const pathname = usePathname();
  const panel = useCanvas((s) => s.panel);
  const set = useCanvas((s) => s.set);
  const person = params.get("person") ?? "";
  const run = params.get("run") ?? "";
  const asked = params.has("walk");
  const show = useCallback(
    (next: WalkAddress) => {
      const query = new URLSearchParams(window.location.search);
      query.delete("walk");
      for (const [name, value] of Object.entries(next)) {
        if (value === "") query.delete(name);
        else query.set(name, value);
      }
      window.history.replaceState(null, "", query.size > 0 ? `${pathname}?${query}` : pathname);
    },
    [pathname],
  );
  return {
    open: panel === "walk" || asked || person !== "" || run !== "",
    person,
    run,
    show,
    close: () => {
      set({ panel: "none" });
      show({ person: "", run: "" });
    },
  };
}
