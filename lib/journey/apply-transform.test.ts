import { describe, expect, test } from "vitest";
import { applyTransform } from "./apply-transform";
import type { Json } from "./json";
import type { Transform, TransformOp } from "./transform";

const moment = { now: Date.parse("2026-03-29T21:30:00Z"), zone: "Europe/Berlin" };
const made = (op: TransformOp, value?: Json, by?: Json, more: Partial<Transform> = {}) => {
  const result = applyTransform({ op, ...more }, value, by, moment);
  return result.ok ? result.value : "failed";
};

describe("numbers", () => {
  test.each<[TransformOp, Json | undefined, Json | undefined, Json]>([
    ["add", 1, 2, 3],
    ["add", undefined, 2, 2],
    ["add", 0.1, 0.2, 0.3],
    ["subtract", undefined, 2, -2],
    ["multiply", 3, 1.1, 3.3],
    ["divide", 9, 2, 4.5],
    ["divide", 9, 0, "failed"],
    ["multiply", undefined, 2, "failed"],
    ["add", "1", 2, "failed"],
    ["add", 1, "x", "failed"],
    ["round", 1.005, 2, 1.01],
    ["round", -2.5, undefined, -3],
    ["round", 1e21, 2, 1e21],
    ["at_least", 3, 5, 5],
    ["at_most", 3, 5, 3],
  ])("%s %j by %j is %j", (op, value, by, expected) => {
    expect(made(op, value, by)).toBe(expected);
  });
});

describe("texts", () => {
  test.each<[TransformOp, Json | undefined, Json | undefined, Json]>([
    ["uppercase", "straße", undefined, "STRASSE"],
    ["capitalize", "ada LOVELACE", undefined, "Ada Lovelace"],
    ["trim", "  a   b ", undefined, "a b"],
    ["append", "a", "-b", "a-b"],
    ["append", undefined, "b", "b"],
    ["prepend", 5, "n", "n5"],
    ["lowercase", undefined, undefined, "failed"],
    ["lowercase", ["a"], undefined, "failed"],
  ])("%s %j by %j is %j", (op, value, by, expected) => {
    expect(made(op, value, by)).toBe(expected);
  });

  test("replace takes text as it is, never as a pattern, and every place", () => {
    expect(made("replace", "a.b.c", ".", { to: "$&" })).toBe("a$&b$&c");
    expect(made("replace", "abc", ".")).toBe("abc");
  });

  test("cannot grow without end", () => {
    expect(made("append", "x".repeat(9_999), "xx")).toBe("failed");
  });
});

describe("dates", () => {
  test.each<[TransformOp, Json | undefined, Json | undefined, Json]>([
    ["now", undefined, undefined, "2026-03-29T21:30:00.000Z"],
    // a calendar day over the change of the clocks keeps the time of day
    ["add_time", "2026-03-28T12:00:00Z", "P1D", "2026-03-29T11:00:00.000Z"],
    ["add_time", "2026-03-28", "P1M", "2026-04-28"],
    ["subtract_time", "2026-03-31", "P1M", "2026-02-28"],
    ["add_time", "2026-03-28", "PT12H", "2026-03-28T11:00:00.000Z"],
    // it is 23:30 in Berlin
    ["days_since", "2026-03-28", undefined, 1],
    ["days_until", "2026-03-30", undefined, 1],
    ["days_until", "2026-03-29T23:59", undefined, 0],
    ["date_only", "2026-03-29T22:30:00Z", undefined, "2026-03-30"],
    ["add_time", "soon", "P1D", "failed"],
    ["add_time", undefined, "P1D", "failed"],
    ["days_since", "2026-02-30", undefined, "failed"],
  ])("%s %j by %j is %j", (op, value, by, expected) => {
    expect(made(op, value, by)).toBe(expected);
  });
});
