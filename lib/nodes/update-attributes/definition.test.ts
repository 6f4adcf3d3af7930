import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "@/lib/journey/json";
import { describeConfig, stepNode } from "@/lib/testing/step-node";
import { updateAttributes } from "./definition";

const written = (set: JsonObject, text = "42") => {
  const outcome = stepNode(
    updateAttributes,
    { set },
    { fill: (template) => (template.includes("broken") ? { ok: false, error: "x" } : { ok: true, text }) },
  );
  return outcome.kind === "leave" ? { effects: outcome.effects, reason: outcome.reason } : outcome;
};

describe("update attributes", () => {
  test("writes values as they are", () => {
    const set = { plan: "pro", seats: 5, active: true, "address.city": "Oslo", first_name: "Bo" };
    expect(written(set)).toEqual({ effects: [{ kind: "set_attributes", set }], reason: undefined });
  });

  test("a computed value becomes the number, truth value or text it spells", () => {
    const value = (text: string) => written({ x: "{{ anything }}" }, text);
    expect(value("42")).toMatchObject({ effects: [{ set: { x: 42 } }] });
    expect(value("4.5")).toMatchObject({ effects: [{ set: { x: 4.5 } }] });
    expect(value("true")).toMatchObject({ effects: [{ set: { x: true } }] });
    expect(value("0123")).toMatchObject({ effects: [{ set: { x: "0123" } }] });
    expect(value("12345678901234567890")).toMatchObject({ effects: [{ set: { x: "12345678901234567890" } }] });
    expect(value(" ")).toMatchObject({ effects: [{ set: { x: null } }] });
  });

  test("a computed value is always text that the database takes", () => {
    expect(written({ x: "{{ anything }}" }, "a\0b🎉".slice(0, 4))).toMatchObject({
      effects: [{ set: { x: "ab\ufffd" } }],
    });
  });

  test("a field of the person stays text", () => {
    expect(written({ phone: "{{ anything }}" }, "4791234567")).toMatchObject({
      effects: [{ set: { phone: "4791234567" } }],
    });
    expect(written({ phone: 5 })).toEqual({ effects: [], reason: "not_set: phone" });
  });

  test("an empty value removes", () => {
    expect(written({ a: "", b: null })).toMatchObject({ effects: [{ set: { a: null, b: null } }] });
  });

  test("a template that fails leaves its attribute alone, says so, and the walk goes on", () => {
    expect(written({ a: "{{ broken }}", b: 1 })).toEqual({
      effects: [{ kind: "set_attributes", set: { b: 1 } }],
      reason: "not_set: a",
    });
  });

  test("what identifies a person cannot be written, nor can the event", () => {
    expect(describeConfig(updateAttributes, { set: { external_id: "x", "event.y": 1, plan: "z" } }).problems).toEqual([
      "error set.external_id",
      "error set.event.y",
    ]);
    expect(written({ external_id: "x", tags: "y" })).toEqual({ effects: [], reason: "not_set: external_id, tags" });
    expect(updateAttributes.schema.safeParse({ set: { "__proto__.x": 1 } }).success).toBe(false);
  });

  test("describes itself", () => {
    expect(describeConfig(updateAttributes, { set: { a_b: 1, c: 2, d: 3, e: 4 } }).summary).toBe(
      "Set a b, c, d and 1 more",
    );
    expect(describeConfig(updateAttributes, { set: {} }).problems).toEqual(["error set"]);
  });

  test("calculates in order, each step on what the ones before have written", () => {
    const compute: Json[] = [
      { path: "visits", op: "add", by: 1 },
      { path: "visits", op: "multiply", by: 10 },
      { path: "greeting", op: "uppercase", from: "first_name" },
      { path: "last_name", op: "append", from: "visits", by: "!" },
    ];
    expect(stepNode(updateAttributes, { set: { visits: 2 }, compute })).toMatchObject({
      effects: [{ set: { visits: 30, greeting: "ADA", last_name: "30!" } }],
    });
  });

  test("a calculation that cannot be made leaves its attribute alone and says so", () => {
    const compute: Json[] = [
      { path: "a", op: "multiply", by: 2 },
      { path: "b", op: "add", by: "{{ broken }}" },
      { path: "external_id", op: "now" },
      { path: "c", op: "add", by: 2 },
    ];
    const fill = () => ({ ok: false as const, error: "x" });
    expect(stepNode(updateAttributes, { compute }, { fill })).toMatchObject({
      reason: "not_set: a, b, external_id",
      effects: [{ set: { c: 2 } }],
    });
  });

  test("says what is unfinished in a calculation", () => {
    const compute: Json[] = [
      { path: "", op: "now" },
      { path: "n", op: "add" },
      { path: "t", op: "append", by: "" },
      { path: "d", op: "add_time", by: "soon" },
      { path: "event.x", op: "now" },
      { path: "ok", op: "round" },
    ];
    expect(describeConfig(updateAttributes, { compute }).problems).toEqual(
      [0, 1, 2, 3, 4].map((n) => `error compute.${n}`),
    );
  });
});
