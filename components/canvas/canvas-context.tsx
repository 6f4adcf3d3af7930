"use client";

import { createContext, useContext } from "react";
import { useStore } from "zustand";
import type { CanvasActions, CanvasState, CanvasStore } from "./store/canvas-store";
import type { CountsStore, NodeCounts } from "./store/counts-store";

export type CanvasEnvironment = {
  store: CanvasStore;
  counts: CountsStore;
  journeyId: string;
  /** false: somebody who may look but not change, or an old version */
  editable: boolean;
  /** the draft, which people talk about; not an old version or a walk */
  discussed: boolean;
};

export const CanvasContext = createContext<CanvasEnvironment | undefined>(undefined);

export function useCanvasEnvironment(): CanvasEnvironment {
  const environment = useContext(CanvasContext);
  if (!environment) throw new Error("this belongs inside a journey page");
  return environment;
}

/** A part of the canvas state; renders again only when that part changes. */
export function useCanvas<Part>(select: (state: CanvasState & CanvasActions) => Part): Part {
  return useStore(useCanvasEnvironment().store, select);
}

/** Live counts of one step; renders again only when they change. */
export function useNodeCounts(node: string): NodeCounts | undefined {
  return useStore(useCanvasEnvironment().counts, (state) => state.nodes.get(node));
}
