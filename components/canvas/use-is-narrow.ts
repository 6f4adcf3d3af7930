"use client";

import { useSyncExternalStore } from "react";

const QUERY = "(max-width: 767px)";

/** Whether the window is as narrow as a phone; undefined until the browser can say. */
export function useIsNarrow(): boolean | undefined {
  return useSyncExternalStore<boolean | undefined>(
    (changed) => {
      const media = matchMedia(QUERY);
      media.addEventListener("change", changed);
      return () => media.removeEventListener("change", changed);
    },
    () => matchMedia(QUERY).matches,
    () => undefined,
  );
}
