import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Graph } from "@/lib/journey/graph";
import { arbitraryGraph } from "@/lib/testing/arbitrary-graph";
import { makeGraph } from "@/lib/testing/drive-journey";
import { connect, disconnect, insertNode, moveNode, newNodeId, removeNode, replaceConfig } from "./edit-graph";

const line = makeGraph({
  nodes: [
    { id: "t", type: "trigger.manual" },
    { id: "a", type: "wait", config: { duration: "P1D" } },
    { id: "b", type: "branch", config: { condition: { tag: "vip" } } },
    { id: "c", type: "wait", config: { duration: "P2D" } },
    { id: "d", type: "wait", config: { duration: "P3D" } },
  ],
  edges: ["t next a", "a next b", "b yes c", "b no d"],
});
const edgesOf = (graph: Graph) => graph.edges.map(({ from, port, to }) => `${from} ${port} ${to}`).sort();
const mail = { id: "m", type: "email", config: {} };

describe("insertNode", () => {
  test("splits the connection at its place", () => {
    expect(edgesOf(insertNode(line, { from: "a", port: "next" }, mail))).toEqual(
      ["a next m", "b no d", "b yes c", "m next b", "t next a"].sort(),
    );
  });
  test("extends an open port", () => {
    expect(edgesOf(insertNode(line, { from: "c", port: "next" }, mail))).toContain("c next m");
  });
  test("a second trigger leads to what the first leads to", () => {
    const graph = insertNode(line, { from: "t", port: "next" }, { id: "t2", type: "trigger.manual", config: {} });
    expect(edgesOf(graph)).toEqual([...edgesOf(line), "t2 next a"].sort());
  });
});

describe("removeNode", () => {
  test("closes the gap", () => {
    expect(edgesOf(removeNode(line, "a", "only"))).toEqual(["b no d", "b yes c", "t next b"]);
  });
  test("of a branch keeps the arm that was chosen", () => {
    expect(edgesOf(removeNode(line, "b", "only"))).toEqual(["a next c", "t next a"]);
    expect(edgesOf(removeNode(line, "b", "only", "no"))).toEqual(["a next d", "t next a"]);
  });
  test("with all that follows spares what is also reached another way", () => {
    const joined = { ...line, edges: [...line.edges, { from: "c", port: "next", to: "d" }] };
    expect(removeNode(joined, "c", "with_following").nodes.map(({ id }) => id)).toEqual(["t", "a", "b", "d"]);
    expect(removeNode(joined, "b", "with_following").nodes.map(({ id }) => id)).toEqual(["t", "a"]);
  });
});

describe("moveNode", () => {
  test("takes one step along and closes the gap", () => {
    const moved = moveNode(line, "a", { from: "c", port: "next" }, "only");
    expect(moved.ok && edgesOf(moved.graph)).toEqual(["b no d", "b yes c", "c next a", "t next b"]);
  });
  test("takes a whole branch along and joins what followed the new place", () => {
    const moved = moveNode(line, "b", { from: "t", port: "next" }, "with_following");
    expect(moved.ok && edgesOf(moved.graph)).toEqual(["b no d", "b yes c", "c next a", "t next b"]);
  });
  test("refuses to move a branch into itself", () => {
    expect(moveNode(line, "b", { from: "d", port: "next" }, "only").ok).toBe(false);
    expect(moveNode(line, "b", { from: "d", port: "next" }, "with_following").ok).toBe(false);
    expect(moveNode(line, "t", { from: "d", port: "next" }, "only").ok).toBe(false);
  });
});

describe("replaceConfig", () => {
  const graph = makeGraph({
    nodes: [
      {
        id: "s",
        type: "split",
        config: {
          arms: [
            { key: "a", weight: 1 },
            { key: "b", weight: 1 },
          ],
        },
      },
      { id: "x", type: "exit" },
      { id: "y", type: "exit" },
    ],
    edges: ["s a x", "s b y"],
  });
  test("a renamed arm keeps its connection", () => {
    const arms = [
      { key: "a", weight: 1 },
      { key: "control", weight: 1 },
    ];
    expect(edgesOf(replaceConfig(graph, "s", { arms }))).toEqual(["s a x", "s control y"]);
  });
  test("a removed arm loses it", () => {
    expect(edgesOf(replaceConfig(graph, "s", { arms: [{ key: "b", weight: 1 }] }))).toEqual(["s b y"]);
  });
});

test("no edit ever leaves a dangling edge, a port used twice or an edge into a trigger", () => {
  fc.assert(
    fc.property(
      arbitraryGraph(),
      fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat()), { maxLength: 12 }),
      (start, edits) => {
        let graph = start;
        for (const [kind, a, b, c] of edits) graph = editAtRandom(graph, kind, a, b, c);
        const ids = new Set(graph.nodes.map(({ id }) => id));
        expect(ids.size).toBe(graph.nodes.length);
        const places = graph.edges.map(({ from, port }) => `${from}/${port}`);
        expect(new Set(places).size).toBe(places.length);
        for (const { from, to } of graph.edges) {
          expect(ids.has(from) && ids.has(to)).toBe(true);
          expect(to.startsWith("trigger")).toBe(false);
        }
      },
    ),
    { numRuns: 300 },
  );
});

function editAtRandom(graph: Graph, kind: number, a: number, b: number, c: number): Graph {
  const pick = (n: number) => graph.nodes[n % Math.max(1, graph.nodes.length)];
  const [node, other] = [pick(a), pick(b)];
  if (!node || !other) return graph;
  const port = ["next", "yes", "no", "a", "b", "timeout"][c % 6] ?? "next";
  const place = { from: other.id, port };
  let seed = a + b + c;
  const random = () => {
    seed = (seed * 16807 + 11) % 2147483647;
    return seed / 2147483647;
  };
  switch (kind % 7) {
    case 0:
      return removeNode(graph, node.id, "only");
    case 1:
      return removeNode(graph, node.id, "with_following");
    case 2: {
      const types = ["email", "branch", "exit", "wait", "trigger.manual"];
      const type = types[c % types.length] ?? "email";
      const id =
        type === "trigger.manual" ? `trigger_${newNodeId(graph, type, random)}` : newNodeId(graph, type, random);
      return insertNode(graph, place, {
        id,
        type,
        config: type === "wait" ? { duration: "P1D" } : type === "branch" ? { condition: { tag: "x" } } : {},
      });
    }
    case 3:
    case 4: {
      const moved = moveNode(graph, node.id, place, kind % 2 === 0 ? "only" : "with_following");
      return moved.ok ? moved.graph : graph;
    }
    case 5: {
      const connected = connect(graph, place, node.id);
      return connected.ok ? connected.graph : graph;
    }
    default:
      return disconnect(graph, place);
  }
}
