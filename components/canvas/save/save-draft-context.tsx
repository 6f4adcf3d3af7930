"use client";

import { createContext, useContext } from "react";

/**
 * Stores everything typed so far before something works on the stored draft, and gives its revision: what the author sees. Undefined (and a
 * toast) when it could not.
 */
type SaveDraft = () => Promise<number | undefined>;

export const SaveDraftContext = createContext<SaveDraft | undefined>(undefined);

export function useSaveDraft(): SaveDraft {
  const save = useContext(SaveDraftContext);
  if (!save) throw new Error("this belongs inside a journey page");
  return save;
}
