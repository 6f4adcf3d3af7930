"use client";

import { type ReactNode, useEffect, useRef, useSyncExternalStore } from "react";

export type PageCommand = {
  /** unlike any other on the page */
  id: string;
  label: string;
  icon?: ReactNode;
  /** a quieter second part */
  hint?: string;
  /** further words it is found by */
  keywords?: readonly string[];
  run: () => void;
};

/** What a page adds to the command palette. `find` is asked with what was typed; the palette filters its answer once more. */
export type PageCommandSource = { heading: string; find: (text: string) => readonly PageCommand[] };

type Registered = { readonly current: PageCommandSource };

let sources: readonly Registered[] = [];
const listeners = new Set<() => void>();
const change = (next: readonly Registered[]) => {
  sources = next;
  for (const listener of listeners) listener();
};
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const none: readonly Registered[] = [];

/** Offers commands in the palette for as long as the component is on the page. */
export function usePageCommands(source: PageCommandSource): void {
  const latest = useRef(source);
  useEffect(() => {
    latest.current = source;
  });
  useEffect(() => {
    change([...sources, latest]);
    return () => change(sources.filter((registered) => registered !== latest));
  }, []);
}

/** What the page that is open offers, in the order in which its parts appeared. */
export function useCommandSources(): readonly Registered[] {
  return useSyncExternalStore(
    subscribe,
    () => sources,
    () => none,
  );
}
