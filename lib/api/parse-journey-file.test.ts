import { expect, test } from "vitest";
import { parseDocument } from "yaml";
import { parseJourneyFile } from "./parse-journey-file";

const timed = <T>(work: () => T): { value: T; ms: number } => {
  const started = performance.now();
  return { value: work(), ms: performance.now() - started };
};

test("a key that stands twice is told with its line, however deep", () => {
  const text = "sojourn: 1\njourney:\n  name: A\n  graph: {nodes: [{id: a, type: x, id: b}], edges: []}\n  name: B\n";
  expect(parseJourneyFile({ text })).toEqual({
    ok: false,
    errors: [
      { path: "line 5", message: "Map keys must be unique" },
      { path: "line 4", message: "Map keys must be unique" },
    ],
  });
});

test("a file of very many keys takes as long as reading it, and no longer", () => {
  const keys = Array.from({ length: 20_000 }, (_, i) => `  k${i}: 1\n`).join("");
  const text = `sojourn: 1\nsegments:\n${keys}`;
  const plain = timed(() => parseDocument(text, { uniqueKeys: false }).toJS());
  const read = timed(() => parseJourneyFile({ text }));
  expect(read.value.ok).toBe(false);
  expect(read.ms).toBeLessThan(plain.ms * 4 + 500);
});

test("what is larger than YAML may be is read as JSON, and told when it is none", () => {
  const file = { sojourn: 1, journey: { name: "A", description: "x".repeat(5_000), graph: { nodes: [], edges: [] } } };
  const text = `${JSON.stringify(file)}${" ".repeat(1_000_000)}`;
  expect(parseJourneyFile({ text })).toMatchObject({ ok: true, file: { journey: { name: "A" } } });
  expect(parseJourneyFile({ text: `sojourn: 1\n${"# padding\n".repeat(110_000)}` })).toMatchObject({
    ok: false,
    errors: [{ path: "text" }],
  });
});

test("of a condition that could have been several things the value that does not fit is named", () => {
  const value = {
    sojourn: 1,
    journey: { name: "A", graph: { nodes: [], edges: [] } },
    segments: { vip: { name: "VIP", condition: { all: [{ path: "plan", op: "like", value: "pro" }] } } },
  };
  expect(parseJourneyFile({ value })).toMatchObject({
    ok: false,
    errors: [{ path: "segments.vip.condition.all.0.op" }],
  });
});
