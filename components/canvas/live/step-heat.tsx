"use client";

import { useStore } from "zustand";
import { useCanvasEnvironment } from "../canvas-context";
import { lostPercent } from "./heat";

/** With heat on: a red veil over a step, the stronger the more of its people it loses. The number says the same. */
export function StepHeat({ node }: { node: string }) {
  const { counts } = useCanvasEnvironment();
  const lost = useStore(counts, (state) => (state.heat ? lostPercent(state.nodes.get(node)) : 0));
  if (lost === 0) return null;
  return (
    <span
      aria-hidden="true"
      className="pointer-events-none absolute inset-0 rounded-xl bg-danger"
      style={{ opacity: 0.06 + Math.min(lost, 60) / 150 }}
    />
  );
}
