import { describe, expect, test } from "vitest";
import { startOfTests } from "@/lib/testing/drive-journey";
import { describeConfig, eventWake, stepNode } from "@/lib/testing/step-node";
import { waitUntil } from "./definition";

const hour = 3_600_000;
const config = { condition: { path: "plan", op: "equals", value: "pro" }, timeout: "PT4H" };
const pro = { subscriber: { attributes: { plan: "pro" } } };

describe("wait until a condition holds", () => {
  test("lets through whoever meets it already", () => {
    expect(stepNode(waitUntil, config, { facts: pro })).toMatchObject({ kind: "leave", port: "met" });
  });

  test("looks again with every change", () => {
    const change = { by: "change" as const, at: startOfTests + hour };
    expect(stepNode(waitUntil, config, { wake: change, waited: hour })).toMatchObject({
      kind: "wait",
      until: startOfTests + 4 * hour,
    });
    expect(stepNode(waitUntil, config, { wake: change, waited: hour, facts: pro })).toMatchObject({ port: "met" });
  });

  test("listens to what can make it true", () => {
    const listen = (condition: object) => {
      const outcome = stepNode(
        waitUntil,
        { condition: JSON.parse(JSON.stringify(condition)), timeout: "P1D" },
        { facts: { fetched: new Map() } },
      );
      return outcome.kind === "wait" ? outcome.listen : outcome.kind;
    };
    expect(listen({ all: [{ tag: "a" }, { path: "plan", op: "exists" }] })).toEqual(["$change"]);
    expect(listen({ path: "event.x", op: "exists" })).toEqual([]);
    expect(listen({ event: "purchase" })).toBe("needs");
  });

  test("an event that makes it true is event.* afterwards", () => {
    const outcome = stepNode(waitUntil, config, { wake: eventWake("purchase", { amount: 1 }), facts: pro });
    expect(outcome).toMatchObject({ port: "met", event: { event: "purchase" } });
  });

  test("a last look when the time is up", () => {
    expect(stepNode(waitUntil, config, { timer: true, waited: 4 * hour })).toMatchObject({ port: "timeout" });
    expect(stepNode(waitUntil, config, { timer: true, waited: 4 * hour, facts: pro })).toMatchObject({ port: "met" });
  });

  test("describes itself", () => {
    expect(describeConfig(waitUntil, config)).toMatchObject({
      ports: ["met", "timeout"],
      summary: "Wait until plan is “pro”, at most 4 hours",
      problems: [],
    });
    const clock = { condition: { time: "hour", op: "equals", value: 9 }, timeout: "P1D" };
    expect(describeConfig(waitUntil, clock).problems).toEqual(["warning condition"]);
    expect(describeConfig(waitUntil, { condition: { all: [] } })).toMatchObject({
      ports: ["met"],
      problems: ["error condition", "warning timeout"],
    });
  });
});
