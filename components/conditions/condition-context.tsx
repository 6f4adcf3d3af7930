"use client";

import { createContext, useContext } from "react";
import type { Scope } from "./condition-model";

export type StepOption = { id: string; label: string; type: string; exits?: readonly { key: string; label: string }[] };

/** What the rules of one builder may talk about. */
export type ConditionSurroundings = {
  scope: Scope;
  /** events whose properties are offered first */
  events: readonly string[];
  /** the journey's steps, for "opened the email of …" and "has passed …" */
  steps: readonly StepOption[];
};

export const ConditionContext = createContext<ConditionSurroundings>({ scope: "any", events: [], steps: [] });

export function useConditionSurroundings(): ConditionSurroundings {
  return useContext(ConditionContext);
}
