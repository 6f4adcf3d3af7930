import type { NodeCounts } from "../store/counts-store";

/** How wide and strong an edge is drawn, 0 to 10 in whole steps, so that a few more people change nothing. */
export function edgeHeat(counts: NodeCounts | undefined, port: string, most: number): number {
  const passed = counts?.left[port] ?? 0;
  if (passed === 0 || most === 0) return 0;
  return Math.max(1, Math.round(Math.sqrt(Math.min(1, passed / most)) * 10));
}

/** Whole percent of those who entered a step that left the journey there or failed; 0 before anybody entered. */
export function lostPercent(counts: NodeCounts | undefined): number {
  if (!counts || counts.entered === 0) return 0;
  return Math.min(100, Math.round(((counts.dropped + counts.failed) / counts.entered) * 100));
}
