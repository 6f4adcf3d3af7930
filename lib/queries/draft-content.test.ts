import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json, JsonObject } from "@/lib/journey/json";
import { contentDigest, type DraftContent, diffContent, draftContentSchema } from "./draft-content";

/** No schema lets this name through. */
const harmless = (value: unknown) => !JSON.stringify(value).includes("__proto__");
const json = fc
  .jsonValue({ maxDepth: 3 })
  .filter(harmless)
  .map((value): Json => JSON.parse(JSON.stringify(value)));
const key = fc.string({ minLength: 1 }).filter(harmless);
const object = fc.dictionary(key, json, { minKeys: 1, maxKeys: 5 }).map((one): JsonObject => ({ ...one }));
const brand = fc.record({ name: fc.string(), logo_url: fc.string(), postal_address: fc.string() });
const content: fc.Arbitrary<DraftContent> = fc.record({
  graph: object,
  settings: object,
  templates: object,
  blocks: object,
  brand: brand.map((one) => ({ ...one, theme: {} })),
});

/** The same value with the keys of every object the other way round. */
function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]): [string, Json] => [name, reversed(inner)]);
  return Object.fromEntries(entries.reverse());
}

/** The same value with one of its innermost values, the `at`-th way down, made another. */
function changed(value: Json, at: number): Json {
  if (Array.isArray(value) && value.length > 0)
    return value.with(at % value.length, changed(value[at % value.length] ?? null, at >> 1));
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [value];
  const names = Object.keys(value);
  const name = names[at % names.length];
  return name === undefined ? { new: true } : { ...value, [name]: changed(value[name] ?? null, at >> 1) };
}

test("J14 the order of keys does not change a content's digest", () => {
  fc.assert(
    fc.property(content, (one) => {
      expect(contentDigest(draftContentSchema.parse(reversed(one)))).toBe(contentDigest(one));
    }),
  );
});

test.each(["graph", "settings", "templates", "blocks"] as const)(
  "J14 any change within %s changes the digest, and what changed is named",
  (part) => {
    fc.assert(
      fc.property(content, fc.nat(), (one, at) => {
        const after = draftContentSchema.parse({ ...one, [part]: changed(one[part], at) });
        expect(contentDigest(after)).not.toBe(contentDigest(one));
        const difference = diffContent({ ...one, blocks: {} }, { ...after, blocks: {} });
        expect(difference.steps).toBe(part === "graph");
        expect(difference.settings).toBe(part === "settings");
        expect(difference.mails.length).toBe(part === "templates" ? 1 : 0);
        expect(difference.brand).toBe(false);
      }),
    );
  },
);

test("J14 a mail of a step that is new is told with the step", () => {
  const base = {
    graph: {},
    settings: {},
    blocks: {},
    brand: { name: "", logo_url: "", postal_address: "", theme: {} },
  };
  const before: DraftContent = { ...base, templates: { old: { subject: "A" } } };
  const after: DraftContent = { ...base, templates: { old: { subject: "B" }, new: { subject: "C" } } };
  expect(diffContent(before, after).mails).toEqual(["old"]);
  expect(diffContent(before, { ...before, brand: { ...before.brand, name: "Acme" } })).toMatchObject({ brand: true });
});

test("J14 a reusable block that was archived since, or brought back, is told where nothing else says that it changed", () => {
  const brand = { name: "", logo_url: "", postal_address: "", theme: {} };
  const shows: DraftContent = { graph: {}, settings: {}, templates: { mail: "A" }, blocks: { footer: "F" }, brand };
  const lacks = { ...shows, blocks: {} };
  expect(diffContent(shows, lacks).mails).toEqual(["footer"]);
  expect(diffContent(lacks, shows).mails).toEqual(["footer"]);
  expect(diffContent(lacks, { ...shows, templates: { mail: "B" } }).mails).toEqual(["mail"]);
});
