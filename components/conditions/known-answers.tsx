"use client";

import { createContext, useContext } from "react";
import type { KnownPath } from "./use-known-paths";

const KnownAnswersContext = createContext<readonly KnownPath[]>([]);

/** Around whatever may speak of `run.*`: what earlier steps' calls have answered. */
export const KnownAnswersProvider = KnownAnswersContext.Provider;

export function useKnownAnswers(): readonly KnownPath[] {
  return useContext(KnownAnswersContext);
}
