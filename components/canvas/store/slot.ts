import type { Place } from "@/lib/engine/edit-graph";
import type { Point } from "@/lib/engine/layout-graph";

/**
 * A place where a step can be put: at an exit (connected or not), beside the triggers as another one, or by itself, unconnected, until the
 * author leads something to it; `at` is then the middle of its card on the drawing, where it was dropped.
 */
export type Slot = ({ kind: "place" } & Place) | { kind: "trigger" } | { kind: "alone"; at?: Point };

/** Equal slots have equal keys. */
export function slotKey(slot: Slot): string {
  return slot.kind === "place" ? `place:${slot.from}:${slot.port}` : slot.kind;
}

/** The slot that dropped or clicked data stands for; undefined when it is none. */
export function readSlot(data: unknown): Slot | undefined {
  if (typeof data !== "object" || data === null || !("kind" in data)) return undefined;
  if (data.kind === "trigger") return { kind: "trigger" };
  if (data.kind !== "place" || !("from" in data) || !("port" in data)) return undefined;
  const { from, port } = data;
  return typeof from === "string" && typeof port === "string" ? { kind: "place", from, port } : undefined;
}
