import { toast } from "@/components/ui/toast";
import { insertFragment, renumberFragment } from "@/lib/engine/graph-fragment";
import { type KnownThings, readFragment } from "@/lib/engine/read-fragment";
import type { Graph } from "@/lib/journey/graph";
import type { CanvasStore } from "../store/canvas-store";
import { focusStep } from "./focus-step";
import { offerUndo } from "./offer-undo";
import { placeAfter } from "./place-after";

const NODES_MAX = 2_000;

/** Pastes steps behind the focused one. What cannot be pasted as it is, is told first and changes nothing. */
export function pasteText(store: CanvasStore, text: string, known: KnownThings): void {
  const { history, set } = store.getState();
  const read = readFragment(text, history.present.graph, known);
  if (!read.ok && read.foreign) toast.message(read.reason);
  else if (!read.ok || read.problems.length > 0) set({ pasting: read });
  else pasteFragment(store, read.fragment);
}

/** Puts a fragment behind the focused step, with ids of its own. */
export function pasteFragment(store: CanvasStore, fragment: Graph): void {
  const { history, focused, editGraph, set } = store.getState();
  const { graph } = history.present;
  const count = fragment.nodes.length;
  if (graph.nodes.length + count > NODES_MAX) {
    toast.message(`A journey has at most ${NODES_MAX.toLocaleString("en")} steps.`);
    return;
  }
  const copy = renumberFragment(graph, fragment, Math.random);
  const place = focused === undefined ? undefined : placeAfter(graph, focused, "open");
  const label = count === 1 ? "paste a step" : `paste ${count} steps`;
  const first = copy.nodes[0]?.id;
  editGraph(label, (g) => insertFragment(g, place, copy), first === undefined ? {} : { focus: first });
  set({ pasting: undefined, selected: new Set(count > 1 ? copy.nodes.map(({ id }) => id) : []) });
  if (first !== undefined) focusStep(store, first);
  toast.message(count === 1 ? "Pasted a step" : `Pasted ${count} steps`, {
    undo: offerUndo(store),
    id: "pasted",
  });
}
