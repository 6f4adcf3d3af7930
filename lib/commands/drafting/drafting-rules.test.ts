import { expect, test } from "vitest";
import { nodeTypes } from "@/lib/nodes/registry";
import { draftingRules } from "./drafting-rules";
import { schemaWords } from "./schema-words";

test("J13 the rules name every kind of step there is, with its exits and settings, in few words", () => {
  const rules = draftingRules();
  for (const type of nodeTypes) expect(rules).toContain(`\n${type}: `);
  expect(rules).toContain("wait: ");
  expect(rules).toContain("config: {duration: Duration}");
  expect(rules).toContain("exits: yes, no\n  config: {condition: Condition}");
  expect(rules).toContain("config: {tag: text, when?: Condition}");
  expect(rules.length).toBeLessThan(25_000);
});

test("J13 JSON mode is only to be had where the messages speak of JSON", () => {
  expect(draftingRules()).toContain("JSON");
});

test.each([
  [{ const: "once" }, '"once"'],
  [{ enum: ["a", 1] }, '"a" | 1'],
  [{ anyOf: [{ type: "string" }, { type: "number" }, { type: "integer" }] }, "text | number"],
  [{ type: "array", items: { anyOf: [{ type: "string" }, { type: "boolean" }] } }, "(text | true | false)[]"],
  [{ type: "object", additionalProperties: { title: "Condition" } }, "{[name]: Condition}"],
  [
    { title: "Top", type: "object", properties: { a: { title: "Duration" }, b: {} }, required: ["a"] },
    "{a: Duration, b?: any}",
  ],
  [undefined, "any"],
])("J13 a JSON Schema in short: %j", (schema, words) => {
  expect(schemaWords(schema)).toBe(words);
});
