import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Graph } from "@/lib/journey/graph";
import { arbitraryGraph } from "@/lib/testing/arbitrary-graph";
import { sketchGraph } from "@/lib/testing/journey-driver";
import { diffGraphs, type NodeChange } from "./diff-graphs";
import { sameConfig } from "./same-config";

const start = { id: "start", type: "trigger.event", config: { event: "signed_up" } };
const wait = (id: string, duration = "P1D") => ({ id, type: "wait", config: { duration } });
const kindsOf = (before: Graph, after: Graph) =>
  Object.fromEntries(diffGraphs(before, after).nodes.map(({ id, kind }) => [id, kind]));

/** Shuffled, positions added, keys of settings turned round: what nobody who walks through can notice. */
const disguised = (graph: Graph, turn: number): Graph => ({
  nodes: graph.nodes
    .map((node, i) => ({
      ...node,
      config: Object.fromEntries(Object.entries(node.config).reverse()),
      position: { x: i * turn, y: turn },
    }))
    .reverse(),
  edges: graph.edges.toReversed(),
});

describe("diffGraphs", () => {
  it("finds nothing between graphs that do the same, however they are written down", () => {
    fc.assert(
      fc.property(arbitraryGraph(), fc.nat({ max: 50 }), (graph, turn) => {
        const diff = diffGraphs(graph, disguised(graph, turn));
        expect(diff.empty).toBe(true);
        expect(diff.nodes.every(({ kind }) => kind === "unchanged")).toBe(true);
      }),
    );
  });

  it("is empty exactly when steps, settings and ways are the same", () => {
    fc.assert(
      fc.property(arbitraryGraph(), arbitraryGraph(), (a, b) => {
        const ways = (graph: Graph) => graph.edges.map((e) => `${e.from} ${e.port} ${e.to}`).sort();
        const same =
          a.nodes.length === b.nodes.length &&
          a.nodes.every((node) => b.nodes.some((other) => other.id === node.id && sameConfig(node, other))) &&
          ways(a).join() === ways(b).join();
        expect(diffGraphs(a, b).empty).toBe(same);
      }),
    );
  });

  it("puts every step of either graph in exactly one class, and the right one", () => {
    fc.assert(
      fc.property(arbitraryGraph(), arbitraryGraph(), (before, after) => {
        const diff = diffGraphs(before, after);
        const ids = new Set([...before.nodes, ...after.nodes].map(({ id }) => id));
        expect(diff.nodes.map(({ id }) => id).sort()).toEqual([...ids].sort());
        const has = (graph: Graph, id: string) => graph.nodes.some((node) => node.id === id);
        for (const change of diff.nodes) {
          expect(change.kind === "added").toBe(!has(before, change.id));
          expect(change.kind === "removed").toBe(!has(after, change.id));
          if ("before" in change && "after" in change)
            expect(change.kind === "changed").toBe(!sameConfig(change.before, change.after));
        }
      }),
    );
  });

  it("read backwards says the opposite", () => {
    const opposite: Record<NodeChange["kind"], NodeChange["kind"]> = {
      added: "removed",
      removed: "added",
      changed: "changed",
      moved: "moved",
      unchanged: "unchanged",
    };
    fc.assert(
      fc.property(arbitraryGraph(), arbitraryGraph(), (a, b) => {
        const [there, back] = [diffGraphs(a, b), diffGraphs(b, a)];
        const kinds = new Map(back.nodes.map(({ id, kind }) => [id, kind]));
        for (const { id, kind } of there.nodes) expect(kinds.get(id)).toBe(opposite[kind]);
        expect(there.edges.added).toHaveLength(back.edges.removed.length);
      }),
    );
  });

  it("does not call a step moved because another was put in front of it or taken away", () => {
    const before = sketchGraph({ nodes: [start, wait("a"), wait("b")], edges: ["start -> a", "a -> b"] });
    const after = sketchGraph({
      nodes: [start, wait("a"), wait("new"), wait("b")],
      edges: ["start -> a", "a -> new", "new -> b"],
    });
    expect(kindsOf(before, after)).toEqual({ start: "unchanged", a: "unchanged", new: "added", b: "unchanged" });
    expect(kindsOf(after, before)).toMatchObject({ new: "removed", b: "unchanged" });
  });

  it("calls a step moved when other ways lead to it, and says when a changed one has moved too", () => {
    const nodes = [start, wait("a"), wait("b")];
    const before = sketchGraph({ nodes, edges: ["start -> a", "a -> b"] });
    const swapped = sketchGraph({ nodes: [start, wait("a"), wait("b", "P2D")], edges: ["start -> b", "b -> a"] });
    expect(kindsOf(before, swapped)).toEqual({ start: "unchanged", a: "moved", b: "changed" });
    expect(diffGraphs(before, swapped).nodes.find(({ id }) => id === "b")).toMatchObject({ moved: true });
  });

  it("takes a setting that is left out for its default", () => {
    const hook = (config: Record<string, string>) =>
      sketchGraph({ nodes: [{ id: "hook", type: "webhook", config }], edges: [] });
    expect(
      diffGraphs(hook({ url: "https://a.example" }), hook({ url: "https://a.example", method: "POST" })).empty,
    ).toBe(true);
    expect(diffGraphs(hook({ url: "https://a.example" }), hook({ url: "https://b.example" })).empty).toBe(false);
  });
});
