import { expect, test } from "vitest";
import { openApiDocument } from "@/lib/api/openapi";
import { endpoints } from "./_endpoints/registry";

const document = JSON.parse(JSON.stringify(openApiDocument(endpoints, "https://example.com/api/v1")));

function* walk(value: unknown, path: string): Generator<{ path: string; value: Record<string, unknown> }> {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) yield { path, value: value as Record<string, unknown> };
  for (const [key, child] of Object.entries(value)) yield* walk(child, `${path}/${key}`);
}

const at = (pointer: string) =>
  pointer
    .slice(2)
    .split("/")
    .reduce(
      (node: Record<string, unknown> | undefined, key) => node?.[key] as Record<string, unknown> | undefined,
      document,
    );

test("the document describes every endpoint with its own method and path", () => {
  const described = Object.entries<object>(document.paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(described.sort()).toEqual(endpoints.map(({ method, path }) => `${method} ${path}`).sort());
  expect(endpoints.length).toBeGreaterThan(60);
});

test("every reference leads somewhere inside the document", () => {
  const refs = [...walk(document, "#")].flatMap(({ path, value }) =>
    typeof value.$ref === "string" ? [{ path, ref: value.$ref }] : [],
  );
  expect(refs.length).toBeGreaterThan(20);
  expect(refs.filter(({ ref }) => !ref.startsWith("#/") || at(ref) === undefined)).toEqual([]);
});

test("every operation has what OpenAPI 3.1 demands: unique ids, described responses, its path's parameters", () => {
  expect(document.openapi).toBe("3.1.0");
  const ids = new Set<string>();
  for (const [path, item] of Object.entries<Record<string, Record<string, unknown>>>(document.paths))
    for (const operation of Object.values(item)) {
      const {
        operationId,
        parameters = [],
        responses,
      } = operation as {
        operationId: string;
        parameters?: { name: string; in: string; required: boolean; schema: unknown }[];
        responses: Record<string, { description: string }>;
      };
      expect(ids.has(operationId)).toBe(false);
      ids.add(operationId);
      const inPath = parameters.filter((p) => p.in === "path");
      expect({ path, names: inPath.map((p) => `{${p.name}}`) }).toEqual({
        path,
        names: path.match(/\{[^}]+\}/g) ?? [],
      });
      expect(inPath.every((p) => p.required && p.schema)).toBe(true);
      expect(Object.values(responses).every((r) => r.description !== "")).toBe(true);
      expect(Object.keys(responses).some((status) => status.startsWith("2"))).toBe(true);
    }
});

test("a condition is described as one of its nine forms, and nests", () => {
  const condition = JSON.stringify([...walk(document.components.schemas, "#")].map(({ value }) => value));
  for (const key of ["all", "any", "none", "op", "within", "segment_id", "tag", "visits"])
    expect(condition).toContain(`"${key}"`);
  expect(document.components.schemas.Condition).toBeDefined();
});
