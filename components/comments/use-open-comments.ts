"use client";

import { useStore } from "zustand";
import { useCanvasEnvironment } from "@/components/canvas/canvas-context";

/** How many threads are open at a step; without one, in the whole journey. */
export function useOpenComments(node?: string): number {
  const { counts, discussed } = useCanvasEnvironment();
  return useStore(counts, ({ comments }) =>
    (discussed ? (comments?.open ?? []) : []).reduce(
      (sum, { node_id, threads }) => (node === undefined || node_id === node ? sum + threads : sum),
      0,
    ),
  );
}

/** "2 open comments" */
export const openCommentsWords = (n: number) =>
  n === 1 ? "1 open comment" : `${n.toLocaleString("en")} open comments`;
