import { describe, expect, it } from "vitest";
import { createCanvasStore } from "./canvas-store";
import { mergeCounts } from "./counts-store";
import type { Draft } from "./draft";

const draft: Draft = {
  name: "Welcome",
  description: "",
  settings: { reentry: { policy: "once_at_a_time" } },
  graph: { nodes: [{ id: "a", type: "exit", config: {} }], edges: [] },
};
const empty = { nodes: [], edges: [] };
const open = () => createCanvasStore(draft, () => 0).getState;

describe("canvas store", () => {
  it("undoes a change by its name and brings the graph back as it was", () => {
    const store = open();
    store().editGraph("delete Exit", () => empty);
    expect(store().nodeById.size).toBe(0);
    expect(store().undo()).toBe("delete Exit");
    expect(store().history.present.graph).toBe(draft.graph);
    expect(store().nodeById.has("a")).toBe(true);
    expect(store().redo()).toBe("delete Exit");
    expect(store().redo()).toBeUndefined();
  });

  it("takes an edit back later, but nothing that came after it", () => {
    const store = open();
    store().editGraph("delete Exit", () => empty);
    const undo = store().undoLater();
    store().edit("rename", (before) => ({ ...before, name: "Other" }));
    expect(undo()).toBeUndefined();
    expect(store().history.present.name).toBe("Other");
    store().undo();
    expect(undo()).toBe("delete Exit");
    expect(store().nodeById.has("a")).toBe(true);
  });

  it("closes the settings of a step that is gone, by deleting or by undoing", () => {
    const store = open();
    store().inspect("a");
    store().editGraph("delete Exit", () => empty);
    expect(store()).toMatchObject({ focused: undefined, inspecting: false });
  });

  it("focuses what was just inserted and opens its settings", () => {
    const store = open();
    const added = { nodes: [...draft.graph.nodes, { id: "b", type: "exit", config: {} }], edges: [] };
    store().editGraph("add Exit", () => added, { focus: "b", inspect: true });
    expect(store()).toMatchObject({ focused: "b", inspecting: true });
  });

  it("keeps the graph's identity when only the name changes, so that no layout is computed", () => {
    const store = open();
    const before = store().nodeById;
    store().edit("rename", (d) => ({ ...d, name: "Hello" }), { mergeKey: "name" });
    expect(store().nodeById).toBe(before);
    expect(store().history.present.graph).toBe(draft.graph);
  });
});

describe("mergeCounts", () => {
  const counts = (waiting: number) => ({
    waiting,
    entered: 5,
    left: { next: 3 },
    failed: 0,
    skipped: 0,
    skipped_by: {},
    dropped: 0,
    stuck: [],
  });

  it("keeps the object of a step whose numbers did not change", () => {
    const before = mergeCounts(new Map(), { version: 1, nodes: { a: counts(1), b: counts(2) } });
    const after = mergeCounts(before, { version: 1, nodes: { a: counts(1), b: counts(3) } });
    expect(after.get("a")).toBe(before.get("a"));
    expect(after.get("b")).not.toBe(before.get("b"));
  });
});
