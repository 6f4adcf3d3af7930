import { describe, expect, it } from "vitest";
import { plainNames } from "@/lib/journey/names";
import { type DecidedVisit, describeDecision } from "./describe-decision";

const at = "2026-03-02T10:00:00.000Z";
const visit = (part: Partial<DecidedVisit> & { type: string }): DecidedVisit => ({
  outcome: "passed",
  port: "next",
  entered_at: at,
  left_at: at,
  ...part,
});
const branch = { id: "b", type: "branch", config: { condition: { path: "plan", op: "equals", value: "pro" } } };

describe("describeDecision", () => {
  it("says the values compared and the exit taken", () => {
    const seen = [{ path: "plan", op: "equals", expected: "pro", value: "free" }];
    expect(describeDecision(visit({ type: "branch", port: "no", seen }), branch, plainNames)).toBe(
      "plan “free” (= “pro”?) → No",
    );
  });

  it("says how long a wait took, and the exit of a wait that has several", () => {
    const left_at = "2026-03-03T12:30:00.000Z";
    expect(describeDecision(visit({ type: "wait", left_at }), undefined, plainNames)).toBe("waited 1 day 2 hours");
    const wait = { id: "w", type: "wait_for_event", config: { events: [{ event: "bought" }], timeout: "P1D" } };
    expect(describeDecision(visit({ type: "wait_for_event", port: "bought", left_at }), wait, plainNames)).toBe(
      "waited 1 day 2 hours → bought",
    );
  });

  it("gives reasons in words", () => {
    const skipped = visit({ type: "email", outcome: "skipped", reason: "condition_not_met" });
    expect(describeDecision(skipped, undefined, plainNames)).toBe("skipped · condition not met");
    const dropped = visit({ type: "wait", outcome: "dropped", reason: "goal_reached", port: null });
    expect(describeDecision(dropped, undefined, plainNames)).toBe("taken out here · goal reached");
  });

  it("leaves the words of an error alone", () => {
    const failed = visit({ type: "email", outcome: "failed", reason: 'column "first_name" is missing', port: null });
    expect(describeDecision(failed, undefined, plainNames)).toBe('failed · column "first_name" is missing');
  });

  it("never says nothing", () => {
    expect(describeDecision(visit({ type: "trigger.event" }), undefined, plainNames)).toBe("entered");
    expect(describeDecision(visit({ type: "add_tag" }), undefined, plainNames)).toBe("passed");
  });
});
