import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Graph, graphSchema } from "@/lib/journey/graph";
import { arbitraryGraph } from "@/lib/testing/arbitrary-graph";
import { makeGraph } from "@/lib/testing/drive-journey";
import { exitsOf, isTrigger, noteNode } from "./edit-graph";
import { fragmentOf, insertFragment, moveNodes, removeNodes, renumberFragment } from "./graph-fragment";
import { readFragment, writeFragment } from "./read-fragment";

const line = makeGraph({
  nodes: [
    { id: "t", type: "trigger.manual" },
    { id: "a", type: "wait", config: { duration: "P1D" } },
    { id: "m", type: "email", config: { subject: "Hi", body: "Hello" } },
    { id: "b", type: "branch", config: { condition: { message: "opened", node_id: "m" } } },
    { id: "c", type: "wait", config: { duration: "P2D" } },
    { id: "d", type: "wait", config: { duration: "P3D" } },
  ],
  edges: ["t next a", "a next m", "m next b", "b yes c", "b no d"],
});
const edgesOf = (graph: Graph) => graph.edges.map(({ from, port, to }) => `${from} ${port} ${to}`).sort();
const nothing = { segments: new Map<string, string>(), templates: new Map<string, string>() };
const counter = () => {
  let n = 0;
  return () => (n++ % 9_973) / 9_973;
};

/** What every edit leaves behind: no edge without its nodes, no two edges on one exit, nothing into a trigger, notes that have their node. */
function expectWhole(graph: Graph) {
  expect(graphSchema.safeParse(graph).error).toBeUndefined();
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  expect(byId.size).toBe(graph.nodes.length);
  expect(new Set(graph.edges.map((edge) => `${edge.from}\n${edge.port}`)).size).toBe(graph.edges.length);
  for (const { from, port, to } of graph.edges) {
    const [source, target] = [byId.get(from), byId.get(to)];
    if (!source || !target) throw new Error(`${from} ${port} ${to} lost a node`);
    expect(exitsOf(source)).toContain(port);
    expect(isTrigger(target)).toBe(false);
  }
  for (const note of graph.notes ?? []) expect(byId.has(note.node)).toBe(true);
}

/** A graph with notes, some of its nodes, and an exit of one of them. */
const scene = fc
  .tuple(arbitraryGraph(), fc.array(fc.nat(30), { maxLength: 6 }), fc.nat(200))
  .map(([plain, picks, at]) => {
    const graph = plain.nodes
      .filter((_node, i) => i % 3 === 0)
      .reduce((g, node) => noteNode(g, node.id, `about ${node.id}`), plain);
    const ids = new Set(picks.flatMap((pick) => graph.nodes[pick % graph.nodes.length]?.id ?? []));
    const places = graph.nodes.flatMap((node) => exitsOf(node).map((port) => ({ from: node.id, port })));
    return { graph, ids, place: places[at % places.length] };
  });

describe("removing several steps", () => {
  test("closes every gap", () => {
    expect(edgesOf(removeNodes(line, ["a", "m"], "only"))).toEqual(["b no d", "b yes c", "t next b"]);
  });
  test("keeps the graph whole and takes exactly those", () => {
    fc.assert(
      fc.property(scene, ({ graph, ids }) => {
        const left = removeNodes(graph, ids, "only");
        expectWhole(left);
        expect(left.nodes.map(({ id }) => id)).toEqual(graph.nodes.map(({ id }) => id).filter((id) => !ids.has(id)));
        expectWhole(removeNodes(graph, ids, "with_following"));
      }),
    );
  });
});

describe("moving several steps", () => {
  test("keeps their order and closes the gap", () => {
    const moved = moveNodes(line, new Set(["a", "m"]), { from: "c", port: "next" });
    expect(moved.ok && edgesOf(moved.graph)).toEqual(["a next m", "b no d", "b yes c", "c next a", "t next b"]);
  });
  test("steps that stood side by side stand one after the other", () => {
    const moved = moveNodes(line, new Set(["c", "d"]), { from: "t", port: "next" });
    expect(moved.ok && edgesOf(moved.graph)).toEqual(["a next m", "c next d", "d next a", "m next b", "t next c"]);
  });
  test("refuses a place behind one of them, and triggers", () => {
    expect(moveNodes(line, new Set(["a", "m"]), { from: "m", port: "next" }).ok).toBe(false);
    expect(moveNodes(line, new Set(["t", "a"]), { from: "c", port: "next" }).ok).toBe(false);
  });
  test("keeps the graph whole and loses no step and no note", () => {
    fc.assert(
      fc.property(scene, ({ graph, ids, place }) => {
        if (!place) return;
        const moved = moveNodes(graph, ids, place);
        if (!moved.ok) return;
        expectWhole(moved.graph);
        expect(moved.graph.nodes.map(({ id }) => id)).toEqual(graph.nodes.map(({ id }) => id));
        expect(moved.graph.notes).toEqual(graph.notes);
      }),
    );
  });
});

describe("pasting", () => {
  const paste = (graph: Graph, text: string, at?: { from: string; port: string }) => {
    const read = readFragment(text, graph, nothing);
    if (!read.ok) throw new Error(read.reason);
    return insertFragment(graph, at, renumberFragment(graph, read.fragment, counter()));
  };

  test("what followed the place goes on where the copy first ends", () => {
    const copy = renumberFragment(line, fragmentOf(line, new Set(["a", "m"])), counter());
    const [wait, mail] = copy.nodes.map(({ id }) => id);
    const pasted = insertFragment(line, { from: "t", port: "next" }, copy);
    expect(edgesOf(pasted)).toEqual(
      [
        ...edgesOf(line).filter((e) => e !== "t next a"),
        `t next ${wait}`,
        `${wait} next ${mail}`,
        `${mail} next a`,
      ].sort(),
    );
  });
  test("a copied condition asks about the copied email, another still about the first", () => {
    const both = renumberFragment(line, fragmentOf(line, new Set(["m", "b"])), counter());
    expect(both.nodes[1]?.config).toEqual({ condition: { message: "opened", node_id: both.nodes[0]?.id } });
    const alone = renumberFragment(line, fragmentOf(line, new Set(["b"])), counter());
    expect(alone.nodes[0]?.config).toEqual({ condition: { message: "opened", node_id: "m" } });
  });
  test("copying and pasting keeps both graphs whole, and takes settings, ways and notes along", () => {
    fc.assert(
      fc.property(scene, scene, ({ graph, ids }, target) => {
        if (ids.size === 0) return;
        const text = writeFragment(graph, ids, nothing);
        const pasted = paste(target.graph, text, target.place);
        expectWhole(pasted);
        expect(pasted.nodes.length).toBe(target.graph.nodes.length + ids.size);
        expect(pasted.notes?.length ?? 0).toBe(
          (target.graph.notes?.length ?? 0) + (graph.notes ?? []).filter((note) => ids.has(note.node)).length,
        );
        expect(pasted.nodes.slice(0, target.graph.nodes.length)).toEqual(target.graph.nodes);
      }),
    );
  });
});

describe("reading what is pasted", () => {
  const node = { id: "x", type: "wait", config: { duration: "P1D" } };
  const read = (value: unknown) => readFragment(JSON.stringify(value), line, nothing);

  test("a text that is something else is no paste of ours", () => {
    expect(readFragment("hello", line, nothing)).toMatchObject({ ok: false, foreign: true });
    expect(read([1])).toMatchObject({ ok: false, foreign: true });
  });
  test("a later format is refused and named", () => {
    const later = { format: "sojourn/steps", version: 7, nodes: [node], edges: [] };
    expect(read(later)).toMatchObject({ ok: false, foreign: false, reason: expect.stringContaining("format 7") });
  });
  test("a broken shape names each place", () => {
    const broken = read({ nodes: [{ ...node, id: "no spaces" }, { id: "y" }], edges: [] });
    expect(broken).toMatchObject({ ok: false, foreign: false });
    expect(broken.problems.join()).toMatch(/nodes\.0\.id.*nodes\.1\.type/);
  });
  test("a downloaded journey can be pasted", () => {
    expect(read({ name: "J", graph: line })).toMatchObject({ ok: true, problems: [] });
  });
  test("names every kind it does not know, every connection it cannot keep, and keeps the rest", () => {
    const answer = read({
      nodes: [node, { id: "y", type: "teleport", config: { to: "mars" } }, { id: "e", type: "exit", config: {} }],
      edges: [
        { from: "x", port: "next", to: "e" },
        { from: "x", port: "next", to: "y" },
        { from: "x", port: "sideways", to: "e" },
        { from: "x", port: "next", to: "gone" },
      ],
    });
    if (!answer.ok) throw new Error(answer.reason);
    expect(answer.fragment.edges).toEqual([{ from: "x", port: "next", to: "e" }]);
    expect(answer.fragment.nodes[1]?.config).toEqual({ to: "mars" });
    expect(answer.problems).toHaveLength(4);
    expect(answer.problems.join("\n")).toMatch(/sideways.*gone.*teleport/s);
  });
  test("names segments and emails of another workspace by the names they have there", () => {
    const graph = makeGraph({
      nodes: [
        { id: "q", type: "branch", config: { condition: { segment_id: "0198c0de-0000-7000-8000-000000000001" } } },
        { id: "r", type: "branch", config: { condition: { visits: "elsewhere", op: "greater_than", value: 1 } } },
      ],
      edges: [],
    });
    const text = writeFragment(graph, new Set(["q", "r"]), {
      ...nothing,
      segments: new Map([["0198c0de-0000-7000-8000-000000000001", "Big spenders"]]),
    });
    const answer = readFragment(text, line, nothing);
    expect(answer.ok && answer.problems[0]).toContain("“Big spenders”");
  });
});
