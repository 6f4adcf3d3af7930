import { describe, expect, test } from "vitest";
import { startOfTests } from "@/lib/testing/drive-journey";
import { describeConfig, stepNode } from "@/lib/testing/step-node";
import { startJourney } from "./definition";

const answer = (ok: boolean, value: object) => ({
  by: "result" as const,
  ok,
  value: JSON.parse(JSON.stringify(value)),
  at: startOfTests,
});

describe("start another journey", () => {
  test("asks once, with its inputs filled, and waits to hear what became of it", () => {
    expect(
      stepNode(
        startJourney,
        { journey_id: "j", inputs: { code: "{{ x }}", n: 5 } },
        { fill: () => ({ ok: true, text: "7" }) },
      ),
    ).toEqual({
      kind: "wait",
      until: "forever",
      listen: ["$change"],
      effects: [{ kind: "start_run", journey_id: "j", properties: { code: 7, n: 5 }, wait: false, depth: 1 }],
    });
    expect(
      stepNode(startJourney, { journey_id: "j" }, { wake: { by: "change", at: startOfTests }, waited: 5 }),
    ).toEqual({
      kind: "wait",
      until: "forever",
      listen: ["$change"],
    });
  });

  test("goes on when it has been started or has ended, with what it handed back", () => {
    const wake = answer(true, { ended: "exited", code: "X" });
    expect(stepNode(startJourney, { journey_id: "j", wait: true }, { wake })).toEqual({
      kind: "leave",
      port: "next",
      effects: [{ kind: "set_run", values: { "node-1": { ended: "exited", code: "X" } } }],
    });
  });

  test("whoever is not let in leaves by an exit of their own, with the reason", () => {
    expect(stepNode(startJourney, { journey_id: "j" }, { wake: answer(false, { reason: "reentry" }) })).toMatchObject({
      port: "not_started",
      reason: "reentry",
    });
  });

  test("waits no longer than it may", () => {
    const config = { journey_id: "j", wait: true, timeout: "P1D" };
    expect(stepNode(startJourney, config)).toMatchObject({ until: startOfTests + 86_400_000 });
    expect(stepNode(startJourney, config, { timer: true, waited: 86_400_000 })).toMatchObject({ port: "timeout" });
  });

  test("chains that go round without time between them stop", () => {
    const trigger = { node: "t", properties: {}, at: startOfTests, depth: 20 };
    expect(stepNode(startJourney, { journey_id: "j" }, { facts: { trigger } })).toEqual({
      kind: "leave",
      port: "not_started",
      reason: "chain_too_long",
    });
    const before = { ...trigger, at: startOfTests - 60_000 };
    expect(stepNode(startJourney, { journey_id: "j" }, { facts: { trigger: before } })).toMatchObject({ kind: "wait" });
  });

  test("an input that cannot be filled starts nothing", () => {
    const fill = () => ({ ok: false as const, error: "x" });
    expect(stepNode(startJourney, { journey_id: "j", inputs: { a: "{{ x }}" } }, { fill })).toMatchObject({
      port: "not_started",
      reason: "not_filled: a",
    });
  });

  test("describes itself", () => {
    expect(describeConfig(startJourney, { journey_id: "j", wait: true, timeout: "P2D" })).toMatchObject({
      ports: ["next", "not_started", "timeout"],
      summary: "Run “another journey” and wait for its end, at most 2 days",
      references: { journeys: ["j"] },
      problems: [],
    });
    expect(describeConfig(startJourney, { journey_id: "j", wait: true }).problems).toEqual(["warning timeout"]);
    expect(describeConfig(startJourney, { journey_id: "" }).problems).toEqual(["error journey_id"]);
  });
});
