"use client";

import { createContext, useContext } from "react";
import type { Proposal } from "@/lib/api/schemas/drafting";

/** Drafting the open journey with the operator's language model: asked for in words, shown as a proposal, accepted or not. */
export type Drafting = {
  /** the window that asks for words is open */
  asking: boolean;
  /** what was typed last; it stays, so that it can be said differently */
  text: string;
  setText: (text: string) => void;
  /** what the model would make of the draft, until it is accepted or discarded */
  proposal: Proposal | undefined;
  /** how many there were so far */
  proposed: number;
  /** the draft was saved by somebody since the proposal was made for it */
  stale: boolean;
  open: () => void;
  close: () => void;
  /** asks the model; throws what went wrong, also when `signal` was aborted */
  ask: (signal: AbortSignal) => Promise<void>;
  /** makes the proposal the draft, and its mails */
  accept: () => Promise<void>;
  discard: () => void;
};

export const DraftingContext = createContext<Drafting | undefined>(undefined);

export function useDrafting(): Drafting {
  const drafting = useContext(DraftingContext);
  if (!drafting) throw new Error("this belongs inside a journey page");
  return drafting;
}
