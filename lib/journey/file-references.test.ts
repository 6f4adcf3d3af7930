import fc from "fast-check";
import { expect, test } from "vitest";
import { arbitraryGraph } from "@/lib/testing/arbitrary-graph";
import { makeReferences, nameReferences, resolveReferences } from "./file-references";
import type { Json } from "./json";

const ids = ["01a2-segment", "01a2-template", "01a2-journey"] as const;
const references = new Map([
  ...makeReferences("segments", [{ id: ids[0], name: "VIP customers" }]),
  ...makeReferences("templates", [{ id: ids[1], name: "Welcome!" }]),
  ...makeReferences("journeys", [{ id: ids[2], name: "…" }]),
]);
const back = new Map([...references].map(([id, reference]) => [reference, id]));

test("references are made from names; equal names are numbered, names without letters are called so", () => {
  expect([...references.values()]).toEqual(["@segments/vip-customers", "@templates/welcome", "@journeys/unnamed"]);
  const two = makeReferences("segments", [
    { id: "a", name: "Ünïcode Übung" },
    { id: "b", name: "unicode ubung" },
  ]);
  expect([...two.values()]).toEqual(["@segments/unicode-ubung", "@segments/unicode-ubung-2"]);
  const three = makeReferences(
    "segments",
    ["a", "b", "c"].map((id) => ({ id, name: "VIP" })),
  );
  expect([...three.values()]).toEqual(["@segments/vip", "@segments/vip-2", "@segments/vip-3"]);
});

test("naming and resolving are inverse for any value, also for texts that look like references", () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom(...ids, "@segments/vip-customers", "@@templates/x", "@journeys/", "@@@segments/a", "@other/x"),
  );
  const { value } = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      text,
      fc.constantFrom<Json>(1, true, null),
      fc.array(tie("value")),
      fc.dictionary(
        fc.string({ minLength: 1 }).filter((key) => key !== "__proto__"),
        tie("value"),
      ),
    ),
  }));
  fc.assert(
    fc.property(value, (given) => {
      const named = nameReferences(given, references);
      expect(resolveReferences(named, back, "")).toEqual({ value: given, unknown: [] });
      expect(JSON.stringify(named)).not.toContain('01a2-segment"');
    }),
  );
});

test("naming and resolving are inverse for random graphs whose steps point to things", () => {
  fc.assert(
    fc.property(arbitraryGraph(), fc.constantFrom(...ids), (graph, id) => {
      const pointing: Json = {
        nodes: graph.nodes.map((node) => ({ ...node, config: { ...node.config, segment_id: id, template_id: id } })),
        edges: graph.edges,
      };
      const named = nameReferences(pointing, references);
      expect(resolveReferences(named, back, "graph").value).toEqual(pointing);
    }),
  );
});

test("an unknown reference is told by the place where it stands", () => {
  const { unknown } = resolveReferences(
    { nodes: [{ config: { when: { segment_id: "@segments/gone" } } }] },
    back,
    "graph",
  );
  expect(unknown).toEqual([{ path: "graph.nodes.0.config.when.segment_id", reference: "@segments/gone" }]);
});
