import { fragmentOf, insertFragment, renumberFragment } from "@/lib/engine/graph-fragment";
import type { CanvasStore } from "../store/canvas-store";
import { placeAfter } from "./place-after";
import { stepsLabel } from "./steps-label";

/** A copy of some steps right after the last of them; a trigger's or an end's copy stands beside it. */
export function duplicateSteps(store: CanvasStore, ids: readonly string[]): void {
  const { history, editGraph, set } = store.getState();
  const { graph } = history.present;
  const copy = renumberFragment(graph, fragmentOf(graph, new Set(ids)), Math.random);
  const [first] = copy.nodes;
  const last = ids.at(-1);
  if (!first || last === undefined) return;
  editGraph(`duplicate ${stepsLabel(graph, ids)}`, (g) => insertFragment(g, placeAfter(g, last, "through"), copy), {
    focus: first.id,
    ...(ids.length === 1 ? { inspect: true } : {}),
  });
  set({ selected: new Set(ids.length > 1 ? copy.nodes.map(({ id }) => id) : []) });
}
