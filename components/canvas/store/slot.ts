import type { Place } from "@/lib/engine/edit-graph";

/** A place where a step can be put: at an exit (connected or not), or beside the triggers as another one. */
export type Slot = ({ kind: "place" } & Place) | { kind: "trigger" };

/** Equal slots have equal keys. */
export function slotKey(slot: Slot): string {
  return slot.kind === "trigger" ? "trigger" : `place:${slot.from}:${slot.port}`;
}

/** The slot that dropped or clicked data stands for; undefined when it is none. */
export function readSlot(data: unknown): Slot | undefined {
  if (typeof data !== "object" || data === null || !("kind" in data)) return undefined;
  if (data.kind === "trigger") return { kind: "trigger" };
  if (data.kind !== "place" || !("from" in data) || !("port" in data)) return undefined;
  const { from, port } = data;
  return typeof from === "string" && typeof port === "string" ? { kind: "place", from, port } : undefined;
}
