import type { NodeCategory } from "@/lib/nodes/define-node";
import type { CanvasStore } from "../store/canvas-store";
import type { Slot } from "../store/slot";
import { readingOrder } from "../view/step-views";
import { placeAfter } from "./place-after";

/**
 * Where a step goes that is chosen without saying where: behind the focused step (the first one, while none is), a trigger beside the
 * triggers. Undefined behind an end; into an empty journey anything goes by itself.
 */
export function slotBehind(store: CanvasStore, { category }: { category: NodeCategory }): Slot | undefined {
  if (category === "trigger") return { kind: "trigger" };
  const { focused, history } = store.getState();
  const { graph } = history.present;
  const behind = focused ?? readingOrder(graph)[0]?.id;
  if (behind === undefined) return { kind: "alone" };
  const place = placeAfter(graph, behind, "open");
  return place && { kind: "place", ...place };
}
