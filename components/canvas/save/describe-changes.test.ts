import { describe, expect, it } from "vitest";
import type { Draft } from "../store/draft";
import { describeChanges } from "./describe-changes";

const base: Draft = {
  name: "Welcome",
  description: "",
  settings: { reentry: { policy: "once" } },
  graph: {
    nodes: [
      { id: "start", type: "trigger.manual", config: {} },
      { id: "wait", type: "wait", config: { duration: "P1D" } },
      { id: "end", type: "exit", config: {} },
    ],
    edges: [
      { from: "start", port: "next", to: "wait" },
      { from: "wait", port: "next", to: "end" },
    ],
  },
};

describe("describeChanges", () => {
  it("says nothing of a side that did nothing", () => {
    expect(describeChanges(base, structuredClone(base))).toEqual([]);
  });
  it("names what was added, deleted, changed and renamed", () => {
    const side: Draft = {
      ...base,
      name: "Hello",
      graph: {
        nodes: [
          { id: "start", type: "trigger.manual", config: {} },
          { id: "wait", type: "wait", config: { duration: "P3D" } },
          { id: "tag", type: "add_tag", config: { tag: "seen" } },
        ],
        edges: [
          { from: "start", port: "next", to: "wait" },
          { from: "wait", port: "next", to: "tag" },
        ],
        notes: [{ node: "wait", text: "why?" }],
      },
    };
    const said = describeChanges(base, side).join("\n");
    expect(said).toMatch(/Renamed to “Hello”/);
    expect(said).toMatch(/Changed: Wait \(Wait 3 days\)/);
    expect(said).toMatch(/Added: Add tag/);
    expect(said).toMatch(/Deleted: Exit/);
    expect(said).toMatch(/Other notes/);
  });
});
