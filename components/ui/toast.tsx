"use client";

import { type ComponentType, useEffect, useState } from "react";
import type { toast as Sonner } from "sonner";

type ToastOptions = {
  description?: string;
  /** offers to take the action back, instead of asking before it */
  undo?: () => void;
  action?: { label: string; run: () => void };
  durationMs?: number;
  /** a later toast with the same id replaces this one */
  id?: string;
};

type Show = typeof Sonner;

const UNDO_MS = 8_000;

/** Resolves when the place for toasts is on the page; its code is fetched with the first toast. */
const shower: { wanted: boolean; want: () => void; ready: Promise<Show>; resolve: (show: Show) => void } = (() => {
  const { promise, resolve } = Promise.withResolvers<Show>();
  return { wanted: false, want: () => {}, ready: promise, resolve };
})();

function withShower(use: (show: Show) => void) {
  shower.wanted = true;
  shower.want();
  void shower.ready.then(use);
}

function options({ description, undo, action, durationMs, id }: ToastOptions) {
  const button = undo ? { label: "Undo", run: undo } : action;
  return {
    ...(description ? { description } : {}),
    ...(id ? { id } : {}),
    ...(button ? { action: { label: button.label, onClick: button.run } } : {}),
    ...(durationMs ? { duration: durationMs } : undo ? { duration: UNDO_MS } : {}),
  };
}

/** Short messages about what just happened. Errors that belong to a field go beside the field instead. */
export const toast = {
  message: (title: string, o: ToastOptions = {}) => withShower((show) => show(title, options(o))),
  success: (title: string, o: ToastOptions = {}) => withShower((show) => show.success(title, options(o))),
  error: (title: string, o: ToastOptions = {}) => withShower((show) => show.error(title, options(o))),
  loading: (title: string, o: ToastOptions = {}) => withShower((show) => show.loading(title, options(o))),
  dismiss: (id: string) => withShower((show) => show.dismiss(id)),
  /** takes all of them away, with what they offer; nothing while none was ever shown */
  dismissAll: () => {
    if (shower.wanted) withShower((show) => show.dismiss());
  },
};

/** Stands once in the root layout. */
export function Toaster() {
  const [Loaded, setLoaded] = useState<ComponentType<{ onReady: (show: Show) => void }>>();
  useEffect(() => {
    shower.want = () => void import("./loaded-toaster").then((module) => setLoaded(() => module.LoadedToaster));
    if (shower.wanted) shower.want();
  }, []);
  return Loaded ? <Loaded onReady={shower.resolve} /> : null;
}
