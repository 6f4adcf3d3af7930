"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Where this installation is reached from this browser, for examples that people copy. */
export function useOrigin(): string {
  return useSyncExternalStore(
    never,
    () => window.location.origin,
    () => "http://localhost:3000",
  );
}
