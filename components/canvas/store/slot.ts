/** A place where a step can be put: on an edge, at an exit that leads nowhere yet, or beside the triggers as another one. */
export type Slot =
  | { kind: "edge"; from: string; port: string; to: string }
  | { kind: "port"; from: string; port: string }
  | { kind: "trigger" };

/** Equal slots have equal keys. */
export function slotKey(slot: Slot): string {
  switch (slot.kind) {
    case "edge":
      return `edge:${slot.from}:${slot.port}:${slot.to}`;
    case "port":
      return `port:${slot.from}:${slot.port}`;
    case "trigger":
      return "trigger";
  }
}
