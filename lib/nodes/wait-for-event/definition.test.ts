import { describe, expect, test } from "vitest";
import type { JsonObject } from "@/lib/journey/json";
import { startOfTests } from "@/lib/testing/drive-journey";
import { describeConfig, eventWake, stepNode } from "@/lib/testing/step-node";
import { waitForEvent } from "./definition";

const hour = 3_600_000;
const big = { event: "purchase", where: { path: "event.amount", op: "greater_than", value: 50 }, port: "big" };
const config: JsonObject = { events: [big, { event: "purchase", port: "small" }, { event: "reply" }], timeout: "PT4H" };

describe("wait for an event", () => {
  test("listens until its time is up", () => {
    expect(stepNode(waitForEvent, config)).toEqual({
      kind: "wait",
      until: startOfTests + 4 * hour,
      listen: ["purchase", "reply"],
    });
    expect(stepNode(waitForEvent, config, { timer: true, waited: 4 * hour })).toEqual({
      kind: "leave",
      port: "timeout",
    });
    expect(stepNode(waitForEvent, { events: [{ event: "reply" }] })).toMatchObject({ until: "forever" });
  });

  test("the first of its lines that matches the event decides the exit", () => {
    const exit = (amount: number) =>
      stepNode(waitForEvent, config, { wake: eventWake("purchase", { amount }, hour), waited: hour });
    expect(exit(99)).toMatchObject({ kind: "leave", port: "big", event: { properties: { amount: 99 } } });
    expect(exit(10)).toMatchObject({ kind: "leave", port: "small" });
    expect(stepNode(waitForEvent, config, { wake: eventWake("reply") })).toMatchObject({ port: "reply" });
  });

  test("the filter looks at the event that came, not at the one before", () => {
    const facts = { trigger: { node: "t", properties: { amount: 1_000 }, at: 0 } };
    const only = { events: [big], timeout: "PT4H" };
    expect(stepNode(waitForEvent, only, { facts, wake: eventWake("purchase", { amount: 1 }) })).toMatchObject({
      kind: "wait",
    });
  });

  test("any other wake keeps people waiting until the same time", () => {
    const still = { kind: "wait", until: startOfTests + 4 * hour };
    expect(stepNode(waitForEvent, config, { wake: eventWake("other"), waited: hour })).toMatchObject(still);
    expect(stepNode(waitForEvent, config, { wake: { by: "change", at: startOfTests }, waited: hour })).toMatchObject(
      still,
    );
  });

  test("the event must have come in time, whenever it is looked at", () => {
    const late = { waited: 9 * hour };
    expect(stepNode(waitForEvent, config, { ...late, wake: eventWake("reply", {}, 4 * hour) })).toMatchObject({
      port: "reply",
    });
    expect(stepNode(waitForEvent, config, { ...late, wake: eventWake("reply", {}, 4 * hour + 1) })).toMatchObject({
      port: "timeout",
    });
  });

  test("names its exits after the events unless they have names", () => {
    expect(describeConfig(waitForEvent, config)).toMatchObject({
      ports: ["big", "small", "reply", "timeout"],
      summary: "Wait for “purchase” or “purchase” or “reply”, at most 4 hours",
      problems: [],
    });
  });

  test("tells what is missing", () => {
    expect(describeConfig(waitForEvent, { events: [], timeout: "P1D" }).problems).toEqual(["error events"]);
    expect(describeConfig(waitForEvent, { events: [{ event: "" }], timeout: "P1D" }).problems).toEqual([
      "error events.0.event",
    ]);
    expect(describeConfig(waitForEvent, { events: [{ event: "a" }, { event: "a" }], timeout: "P1D" }).problems).toEqual(
      ["error events"],
    );
    expect(describeConfig(waitForEvent, { events: [{ event: "timeout" }] }).problems).toEqual(
      ["warning timeout", "error events"].toSorted(),
    );
  });
});
