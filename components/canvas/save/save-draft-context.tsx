"use client";

import { createContext, useContext } from "react";

/** Stores everything typed so far before something works on the stored draft; false (and a toast) when it could not. */
export const SaveDraftContext = createContext<() => Promise<boolean>>(async () => true);

export function useSaveDraft(): () => Promise<boolean> {
  return useContext(SaveDraftContext);
}
