import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { plainNames } from "@/lib/journey/names";
import { describeNode } from "./describe-node";
import { isNodeType, nodeDefinition, nodeTypes } from "./registry";

describe.each(nodeTypes)("%s", (type) => {
  const definition = nodeDefinition(type);
  if (!definition) throw new Error(`${type} is not defined`);

  test("stands in the registry under its own type", () => {
    expect(definition.type).toBe(type);
  });

  test("its defaults can be drawn: they parse, have exits of different names and a sentence", () => {
    const { valid, ports, summary } = describeNode({ id: "x", type, config: definition.defaults }, plainNames);
    expect(valid).toBe(true);
    expect(new Set(ports.map(({ key }) => key)).size).toBe(ports.length);
    expect(summary).toMatch(/^[A-Z“]/);
    expect(summary).not.toMatch(/\.$/);
  });

  test("has the words that palette and inspector show", () => {
    expect(definition.label.length).toBeGreaterThan(3);
    expect(definition.description).toMatch(/^[A-Z].*\.$/);
    expect(definition.keywords.length).toBeGreaterThan(2);
    expect(new Set(definition.fields.map(({ name }) => name)).size).toBe(definition.fields.length);
    expect(
      existsSync(path.join("node_modules/lucide-react/dist/esm/icons", `${definition.icon}.mjs`)) ||
        existsSync(path.join("node_modules/lucide-react/dist/esm/icons", `${definition.icon}.js`)),
    ).toBe(true);
  });

  test("refuses settings it does not know", () => {
    expect(definition.schema.safeParse({ ...definition.defaults, no_such_setting: 1 }).success).toBe(false);
  });
});

test("every folder of node types is registered", () => {
  const folders = readdirSync("lib/nodes", { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders).toHaveLength(nodeTypes.length);
});

test("what is no type has no definition", () => {
  for (const name of ["", "constructor", "__proto__", "toString"]) {
    expect(nodeDefinition(name)).toBeUndefined();
    expect(isNodeType(name)).toBe(false);
  }
});

test("a draft with broken settings can still be drawn", () => {
  expect(describeNode({ id: "x", type: "wait", config: { duration: 5 } }, plainNames)).toMatchObject({
    valid: false,
    ports: [{ key: "next" }],
    summary: "Some settings are not valid",
  });
  expect(describeNode({ id: "x", type: "nope", config: {} }, plainNames)).toMatchObject({
    label: "nope",
    valid: false,
  });
});
