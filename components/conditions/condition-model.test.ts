import { describe, expect, it } from "vitest";
import { conditionSchema, operators } from "@/lib/journey/condition";
import {
  addChild,
  isDidNot,
  leafKind,
  leafKindsFor,
  missingIn,
  newLeaf,
  operatorsFor,
  parseTyped,
  removeChild,
  replaceChild,
  rootGroup,
  typeOfValue,
  valueShape,
  withOperator,
  writeGroup,
} from "./condition-model";

describe("groups", () => {
  it("shows a single rule as a group of one, so that another can join it", () => {
    const group = rootGroup({ tag: "vip" });
    expect(writeGroup(addChild(group, { tag: "beta" }))).toEqual({ all: [{ tag: "vip" }, { tag: "beta" }] });
  });

  it("changes and removes one rule and leaves its neighbours alone", () => {
    const group = rootGroup({ any: [{ tag: "a" }, { tag: "b" }, { tag: "c" }] });
    expect(writeGroup(replaceChild(group, 1, { tag: "x" }))).toEqual({
      any: [{ tag: "a" }, { tag: "x" }, { tag: "c" }],
    });
    expect(writeGroup(removeChild(group, 0))).toEqual({ any: [{ tag: "b" }, { tag: "c" }] });
  });
});

describe("leaves", () => {
  it("every new rule is recognised as its own kind and says what it still needs", () => {
    for (const kind of leafKindsFor("any")) {
      const leaf = newLeaf(kind, "any");
      expect(leafKind(leaf)).toBe(kind);
      if (["message", "consent", "time"].includes(kind)) expect(missingIn(leaf)).toBeUndefined();
      else expect(missingIn(leaf)).toBeTypeOf("string");
    }
  });

  it("a complete rule is one that the schema accepts", () => {
    const rule = { path: "plan", op: "equals", value: "pro" } as const;
    expect(missingIn(rule)).toBeUndefined();
    expect(conditionSchema.safeParse(rule).success).toBe(true);
  });

  it("segments offer nothing that only exists inside a journey", () => {
    expect(leafKindsFor("subscriber")).not.toContain("visits");
    expect(leafKindsFor("subscriber")).not.toContain("arm");
    expect(leafKindsFor("subscriber")).not.toContain("event_property");
  });

  it("reads a count of exactly zero as did not", () => {
    expect(isDidNot({ count: { op: "equals", value: 0 } })).toBe(true);
    expect(isDidNot({})).toBe(false);
  });
});

describe("operators and values", () => {
  it("keeps the value where the new operator can use it", () => {
    const rule = { path: "plan", op: "equals", value: "pro" } as const;
    expect(withOperator(rule, "not_equals")).toEqual({ path: "plan", op: "not_equals", value: "pro" });
    expect(withOperator(rule, "in_list")).toEqual({ path: "plan", op: "in_list", value: ["pro"] });
    expect(withOperator({ path: "plan", op: "in_list", value: ["a", "b"] }, "equals").value).toBe("a");
    expect(withOperator(rule, "exists")).toEqual({ path: "plan", op: "exists" });
  });

  it("offers every operator for a property it knows nothing about", () => {
    expect([...operatorsFor(undefined)].sort()).toEqual([...operators].sort());
  });

  it("offers a yes/no property no ordering", () => {
    expect(operatorsFor("boolean")).not.toContain("greater_than");
  });

  it("types what was typed, and never loses half a number", () => {
    expect(parseTyped("12.5", "number")).toBe(12.5);
    expect(parseTyped("-", "number")).toBe("-");
    expect(parseTyped("true", "boolean")).toBe(true);
    expect(parseTyped("12", "text")).toBe("12");
  });

  it("knows a date when it sees one", () => {
    expect(typeOfValue("2026-01-02")).toBe("date");
    expect(typeOfValue("2026")).toBe("text");
    expect(typeOfValue([3])).toBe("number");
    expect(typeOfValue(null)).toBeUndefined();
  });

  it("every operator has a shape for its value", () => {
    for (const op of operators) expect(valueShape(op)).toBeTypeOf("string");
  });
});
