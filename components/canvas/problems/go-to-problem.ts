import type { Problem } from "@/lib/journey/problem";
import type { CanvasStore } from "../store/canvas-store";

/** Opens the step that it is about, at its setting. */
export function goToProblem(store: CanvasStore, problem: Problem): void {
  if (problem.node_id !== undefined) store.getState().inspect(problem.node_id, problem.field);
}
