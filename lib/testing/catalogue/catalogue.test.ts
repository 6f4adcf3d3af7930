import { expect, test } from "vitest";
import { nodeDefinition, nodeTypes } from "@/lib/nodes/registry";
import { catalogue } from "./catalogue";

const named = (id: string) => id.replace(/^@\w+:/, "");
const names = { node: () => "Wait 1 day", segment: named, template: named, journey: named };

test.each(catalogue)("$ids.0 $does: the configuration is complete and the card says it in words", (row) => {
  const definition = nodeDefinition(row.step.type);
  const config = definition?.schema.parse(row.step.config);
  expect(config).toEqual(row.step.config);
  expect(definition?.check?.(config ?? {}) ?? []).toEqual(
    row.step.type === "webhook" ? [expect.objectContaining({ field: "url" })] : [],
  );
  expect(definition?.summary(config ?? {}, names)).toBe(row.sentence);
});

test("every kind of step has a row", () => {
  const shown = new Set(catalogue.map(({ step }) => step.type));
  expect(nodeTypes.filter((type) => !shown.has(type))).toEqual([]);
});
