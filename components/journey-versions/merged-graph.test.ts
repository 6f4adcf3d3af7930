import fc from "fast-check";
import { expect, it } from "vitest";
import { diffGraphs } from "@/lib/engine/diff-graphs";
import { layoutGraph } from "@/lib/engine/layout-graph";
import { arbitraryGraph } from "@/lib/testing/arbitrary-graph";
import { mergeGraphs } from "./merged-graph";

it("draws every step and every way of both graphs once, each with what became of it", () => {
  fc.assert(
    fc.property(arbitraryGraph(), arbitraryGraph(), (before, after) => {
      const diff = diffGraphs(before, after);
      const { graph, fateOf, kindOf } = mergeGraphs(diff.nodes, diff.edges, after);
      const places = layoutGraph(graph).positions;
      for (const { id } of [...before.nodes, ...after.nodes]) expect(places.has(id) && kindOf.has(id)).toBe(true);
      const ways = graph.edges.map((e) => `${e.from} ${e.port} ${e.to}`);
      expect(new Set(ways).size).toBe(ways.length);
      const has = (edges: typeof before.edges, way: string) => edges.some((e) => `${e.from} ${e.port} ${e.to}` === way);
      for (const edge of graph.edges) {
        const way = `${edge.from} ${edge.port} ${edge.to}`;
        const fate = fateOf(edge);
        expect(fate).toBe(has(before.edges, way) ? (has(after.edges, way) ? "kept" : "removed") : "added");
      }
    }),
  );
});
