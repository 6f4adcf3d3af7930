"use client";

import { useCallback, useState } from "react";
import { emptyWalkForm, type WalkForm } from "./walk-request";

/** The form of a journey's walk, kept for this browser tab: leaving for the editor and coming back, or a reload, loses nothing. */
export function useWalkForm(journeyId: string): [form: WalkForm, change: (part: Partial<WalkForm>) => void] {
  const key = `sojourn:walk:${journeyId}`;
  const [form, setForm] = useState<WalkForm>(() => ({ ...emptyWalkForm, ...stored(key) }));
  const change = useCallback(
    (part: Partial<WalkForm>) =>
      setForm((before) => {
        const next = { ...before, ...part };
        sessionStorage.setItem(key, JSON.stringify(next));
        return next;
      }),
    [key],
  );
  return [form, change];
}

/** Written by us alone; of another release's form the known fields are overlaid, the rest is ignored. */
function stored(key: string): Partial<WalkForm> {
  if (typeof sessionStorage === "undefined") return {};
  try {
    const parsed: Partial<WalkForm> = JSON.parse(sessionStorage.getItem(key) ?? "{}");
    return parsed;
  } catch {
    return {};
  }
}
