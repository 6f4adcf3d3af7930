import fc from "fast-check";
import { expect, test } from "vitest";
import { itemTypes } from "../schemas/ingestion";
import { parseItem } from "./parse-item";
import { parseJsonBytes } from "./parse-json";

const parse = (type: Parameters<typeof parseItem>[0], raw: unknown, sentAt?: string) => {
  const outcome = parseItem(type, raw, sentAt);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.item;
};
const problems = (type: Parameters<typeof parseItem>[0], raw: unknown) => {
  const outcome = parseItem(type, raw);
  return outcome.ok ? [] : outcome.problems;
};

test("a track call becomes an event of the person it names", () => {
  expect(
    parse("track", {
      userId: "ada",
      event: "Order Completed",
      properties: { total: 12.5 },
      messageId: "m1",
      integrations: {},
    }),
  ).toEqual({
    kind: "track",
    externalId: "ada",
    event: "Order Completed",
    properties: { total: 12.5 },
    messageId: "m1",
  });
});

test("a numeric userId is its decimal text, and anonymousId stands in for a missing one", () => {
  expect(parse("track", { userId: 42, event: "e" }).externalId).toBe("42");
  expect(parse("track", { userId: null, anonymousId: "anon-1", event: "e" }).externalId).toBe("anon-1");
  expect(problems("track", { event: "e" })).toEqual([{ path: "userId", message: "userId or anonymousId is required" }]);
});

test("context.traits belong to the person, the rest of the context to the event", () => {
  expect(
    parse("track", { userId: "a", event: "e", context: { traits: { plan: "pro" }, page: { url: "/x" } } }),
  ).toMatchObject({
    traits: { plan: "pro" },
    context: { page: { url: "/x" } },
  });
});

test("pages and screens are events, groups and aliases are attributes", () => {
  expect(parse("page", { userId: "a", name: "Home", properties: { url: "https://x.test/" } })).toMatchObject({
    event: "page_viewed",
    properties: { name: "Home", url: "https://x.test/" },
  });
  expect(parse("screen", { userId: "a", name: "Cart" })).toMatchObject({
    event: "screen_viewed",
    properties: { name: "Cart" },
  });
  expect(parse("group", { userId: "a", groupId: 7, traits: { name: "Acme" } })).toMatchObject({
    kind: "identify",
    traits: { group: { id: "7", name: "Acme" } },
  });
  expect(parse("alias", { userId: "a", previousId: "anon" })).toMatchObject({
    kind: "identify",
    traits: { previous_id: "anon" },
  });
});

test("a time alone is taken literally; with sentAt only the distance is believed", () => {
  const at = "2026-03-01T10:00:00.000Z";
  expect(parse("track", { userId: "a", event: "e", timestamp: at }).occurredAt).toBe(Date.parse(at));
  expect(parse("track", { userId: "a", event: "e", timestamp: "2026-03-01T12:00:00+02:00" }).occurredAt).toBe(
    Date.parse(at),
  );
  for (const written of ["2026-03-01T12:00:00+0200", "2026-03-01T04:30:00.000-0530"])
    expect(parse("track", { userId: "a", event: "e", timestamp: written }).occurredAt).toBe(Date.parse(at));
  expect(parse("track", { userId: "a", event: "e", timestamp: "2026-03-01T10:00:00" }).occurredAt).toBe(Date.parse(at));
  expect(parse("track", { userId: "a", event: "e", timestamp: Date.parse(at) / 1000 }).occurredAt).toBe(Date.parse(at));
  expect(parse("track", { userId: "a", event: "e", timestamp: at }, "2026-03-01T10:00:05.000Z")).toMatchObject({
    agoMs: 5_000,
  });
  expect(parse("track", { userId: "a", event: "e", timestamp: at, sentAt: "2026-03-01T09:00:00Z" })).toMatchObject({
    agoMs: 0,
  });
});

test.each([
  ["no event", { userId: "a" }, "event"],
  ["an empty event", { userId: "a", event: "" }, "event"],
  ["a blank event", { userId: "a", event: "  " }, "event"],
  ["an event name of 201 characters", { userId: "a", event: "x".repeat(201) }, "event"],
  ["an event that is a number", { userId: "a", event: 5 }, "event"],
  ["a userId of 257 characters", { userId: "u".repeat(257), event: "e" }, "userId"],
  ["a userId that is an object", { userId: {}, event: "e" }, "userId"],
  ["properties that are a list", { userId: "a", event: "e", properties: [] }, "properties"],
  ["properties that are text", { userId: "a", event: "e", properties: "x" }, "properties"],
  ["a time that is none", { userId: "a", event: "e", timestamp: "yesterday" }, "timestamp"],
  ["U+0000 in a value", { userId: "a", event: "e", properties: { a: ["x\u0000y"] } }, "properties"],
  ["U+0000 in a name", { userId: "a", event: "e", properties: { "a\u0000": 1 } }, "properties"],
  ["a lone surrogate", { userId: "a", event: "e", properties: { a: "\ud800" } }, "properties"],
  ["a lone surrogate in the event", { userId: "a", event: "\udc00" }, "event"],
  ["an email that is an object", { userId: "a", event: "e", context: { traits: { email: {} } } }, "context"],
])("%s is refused with the field's name", (_what, raw, path) => {
  expect(problems("track", raw).map((p) => p.path.split(".")[0])).toEqual([path]);
});

test("nesting is allowed to 20 levels and no further, however deep it is sent", () => {
  const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) });
  expect(problems("track", { userId: "a", event: "e", properties: nested(20) })).toEqual([]);
  expect(problems("track", { userId: "a", event: "e", properties: nested(21) })).toHaveLength(1);
  const deep = parseJsonBytes(
    Buffer.from(`{"userId":"a","event":"e","properties":${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}}`),
  );
  expect(problems("track", deep?.value)).toHaveLength(1);
});

test("names that reach a prototype never arrive", () => {
  const parsed = parseJsonBytes(Buffer.from('{"userId":"a","traits":{"__proto__":{"admin":true},"x":1}}'));
  const item = parse("identify", parsed?.value);
  expect(item.traits).toEqual({ x: 1 });
  expect(Object.getPrototypeOf(item.traits)).toBe(Object.prototype);
  expect(JSON.stringify(item)).not.toContain("__proto__");
});

test("what is not JSON in UTF-8 is told apart from JSON null", () => {
  for (const bad of [Buffer.from("{"), Buffer.from(""), Buffer.from([0x22, 0xff, 0x22]), Buffer.from("NaN")])
    expect(parseJsonBytes(bad)).toBeUndefined();
  expect(parseJsonBytes(Buffer.from("null"))).toEqual({ value: null });
});

test("whatever JSON is sent, parsing gives an item that PostgreSQL can store or a problem, and never throws or repeats it", () => {
  const noise = fc.oneof(
    fc.jsonValue({ noUnicodeString: false, maxDepth: 4 }),
    fc.record(
      {
        userId: fc.oneof(fc.string({ unit: "binary" }), fc.integer(), fc.constant(null)),
        event: fc.string({ unit: "binary" }),
        properties: fc.jsonValue({ noUnicodeString: false }),
        traits: fc.jsonValue(),
        timestamp: fc.oneof(fc.string(), fc.double(), fc.constant("2026-01-01T00:00:00Z")),
        context: fc.jsonValue(),
        marker: fc.constant("x"),
      },
      { requiredKeys: [] },
    ),
  );
  fc.assert(
    fc.property(fc.constantFrom(...itemTypes), noise, (type, raw) => {
      const outcome = parseItem(type, raw);
      if (!outcome.ok) {
        expect(outcome.problems.length).toBeGreaterThan(0);
        return;
      }
      const { item } = outcome;
      expect(item.externalId.length).toBeLessThanOrEqual(256);
      const text = JSON.stringify(item);
      expect(text).not.toContain("\\u0000");
      expect(text).not.toMatch(/\\ud[89a-f]/);
      if (item.occurredAt !== undefined) expect(Number.isFinite(item.occurredAt)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
