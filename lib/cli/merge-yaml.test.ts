import fc from "fast-check";
import { expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { arbitraryGraph } from "@/lib/testing/arbitrary-graph";
import { describeValueDifference, diffValues } from "./diff-values";
import { mergeYaml } from "./merge-yaml";

const text = `# Our welcome
sojourn: 1
journey:
  name: Welcome # shown in the list
  graph:
    nodes:
      # everybody starts here
      - id: start
        type: trigger.event
        config: { event: signed_up }
      # the mail that Ada wrote
      - id: mail
        type: email
        config:
          subject: Hello # keep it short
          body: "Hi"
    edges:
      - { from: start, port: next, to: mail }
`;

test("pulling a changed journey into a file keeps the comments and the style of what stayed", () => {
  const changed = parse(text);
  changed.journey.graph.nodes.splice(1, 0, { id: "day", type: "wait", config: { duration: "P1D" } });
  changed.journey.graph.nodes[2].config.subject = "Hello again";
  changed.journey.graph.edges = [
    { from: "start", port: "next", to: "day" },
    { from: "day", port: "next", to: "mail" },
  ];
  delete changed.journey.graph.nodes[2].config.body;
  const merged = mergeYaml(text, changed);
  expect(parse(merged)).toEqual(changed);
  for (const kept of [
    "# Our welcome",
    "# shown in the list",
    "# everybody starts here",
    "# the mail that Ada wrote",
    "Hello again # keep it short",
    "{ event: signed_up }",
  ])
    expect(merged).toContain(kept);
});

test("an alias goes on saying what it said when its anchor changes or goes", () => {
  const aliased = "first: &shared { tag: vip }\nsecond: *shared\nthird: *shared\n";
  const value = { first: { tag: "new" }, second: { tag: "vip" }, third: { tag: "vip" } };
  expect(parse(mergeYaml(aliased, value))).toEqual(value);
  const { first: _, ...rest } = value;
  expect(parse(mergeYaml(aliased, rest))).toEqual(rest);
});

test("a merged text says exactly the new value, whatever stood there, and does not change when nothing did", () => {
  fc.assert(
    fc.property(arbitraryGraph(), arbitraryGraph(), (before, after) => {
      const old = stringify({ journey: { graph: before } });
      expect(mergeYaml(old, { journey: { graph: before } })).toBe(
        mergeYaml(mergeYaml(old, { journey: { graph: before } }), { journey: { graph: before } }),
      );
      expect(parse(mergeYaml(old, { journey: { graph: after } }))).toEqual({ journey: { graph: after } });
    }),
  );
  expect(parse(mergeYaml("just words", { a: 1 }))).toEqual({ a: 1 });
});

test("two values differ by nothing exactly when they are equal, and a step put in between is one difference", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      const [one, other] = [JSON.parse(JSON.stringify(a)), JSON.parse(JSON.stringify(b))];
      expect(diffValues(one, structuredClone(one))).toEqual([]);
      expect(diffValues(one, other).length > 0).toBe(
        JSON.stringify(one) !== JSON.stringify(other) && !sameAside(one, other),
      );
    }),
  );
  const nodes = [
    { id: "a", type: "x" },
    { id: "b", type: "x" },
  ];
  const differences = diffValues({ nodes }, { nodes: [nodes[0], { id: "n", type: "wait" }, { id: "b", type: "y" }] });
  expect(differences.map(describeValueDifference)).toEqual([
    '~ nodes[b].type: "x" → "y"',
    '+ nodes[n]: {"id":"n","type":"wait"}',
  ]);
});

/** Equal but for the order of keys. */
function sameAside(one: unknown, other: unknown): boolean {
  const sorted = (_key: string, value: unknown) =>
    value && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  return JSON.stringify(one, sorted) === JSON.stringify(other, sorted);
}
