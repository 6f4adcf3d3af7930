"use client";

import { useSearchParams } from "next/navigation";
import { useCallback } from "react";

/**
 * The chosen view of a message, kept in the address. Written past the router: nothing on the server depends on it, so the
 * view changes at once.
 */
export function useView(): [view: string, setView: (view: string) => void] {
  const view = useSearchParams().get("view") ?? "";
  const setView = useCallback((next: string) => {
    const url = new URL(window.location.href);
    if (next === "") url.searchParams.delete("view");
    else url.searchParams.set("view", next);
    window.history.replaceState(null, "", url);
  }, []);
  return [view, setView];
}
