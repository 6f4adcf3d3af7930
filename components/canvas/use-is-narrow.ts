"use client";

import { useSyncExternalStore } from "react";

export const NARROW = "(max-width: 767px)";

/** Whether the window is as narrow as a phone; undefined until the browser can say. */
export function useIsNarrow(): boolean | undefined {
  return useSyncExternalStore<boolean | undefined>(
    (changed) => {
      const media = matchMedia(NARROW);
      media.addEventListener("change", changed);
      return () => media.removeEventListener("change", changed);
    },
    () => matchMedia(NARROW).matches,
    () => undefined,
  );
}
