import { expect, test } from "vitest";
import { startOfTests } from "@/lib/testing/drive-journey";
import { describeConfig, stepNode } from "@/lib/testing/step-node";
import { emitEvent } from "./definition";

test("emits the event with its properties filled and typed", () => {
  const fill = (text: string) => ({ ok: true as const, text: text.includes("n") ? "12.5" : "x" });
  expect(stepNode(emitEvent, { event: "won", properties: { a: "{{ n }}", b: "{{ t }}", c: true } }, { fill })).toEqual({
    kind: "leave",
    port: "next",
    effects: [{ kind: "emit_event", event: "won", properties: { a: 12.5, b: "x", c: true }, depth: 1 }],
  });
});

test("a property that cannot be filled is left out and named; the event is emitted", () => {
  const fill = () => ({ ok: false as const, error: "x" });
  expect(stepNode(emitEvent, { event: "won", properties: { a: "{{ n }}", b: 1 } }, { fill })).toMatchObject({
    reason: "not_filled: a",
    effects: [{ properties: { b: 1 } }],
  });
});

test("a chain of events that start one another without time between stops", () => {
  const trigger = { node: "t", properties: {}, at: startOfTests, depth: 20 };
  expect(stepNode(emitEvent, { event: "won" }, { facts: { trigger } })).toEqual({
    kind: "leave",
    port: "next",
    reason: "chain_too_long",
  });
});

test("describes itself", () => {
  expect(describeConfig(emitEvent, { event: "won" })).toMatchObject({ summary: "Emit “won”", problems: [] });
  expect(describeConfig(emitEvent, { event: " " }).problems).toEqual(["error event"]);
});
