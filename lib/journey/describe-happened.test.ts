import { describe, expect, it } from "vitest";
import type { Condition, EventCondition } from "./condition";
import { describeSeen } from "./describe-seen";
import { evaluateCondition } from "./evaluate-condition";
import { type FactRequest, type Facts, factKey } from "./facts";
import { plainNames } from "./names";

const bare: Facts = {
  subscriber: {
    id: "1",
    external_id: "ada",
    email: null,
    phone: null,
    first_name: null,
    last_name: null,
    timezone: null,
    locale: null,
    lifecycle_stage: null,
    attributes: {},
    tags: [],
    created_at: 0,
  },
  trigger: { node: "t", properties: {}, at: 0 },
  run: {},
  entered_at: 0,
  journey: { id: "j", name: "J", version: 1 },
  default_timezone: "UTC",
  fetched: new Map(),
};

/** What is said of a condition when its event happened that often. */
function said(condition: Condition, times: number): string {
  const requests = evaluateCondition(condition, bare, 0);
  const needed: FactRequest[] = requests.kind === "needs" ? requests.facts : [];
  const evaluation = evaluateCondition(
    condition,
    { ...bare, fetched: new Map(needed.map((request) => [factKey(request), times])) },
    0,
  );
  if (evaluation.kind === "needs") throw new Error("the count did not decide it");
  return `${evaluation.seen.map((seen) => describeSeen(seen, plainNames)).join(" · ")} → ${evaluation.result ? "Yes" : "No"}`;
}
const purchase = (rest: Partial<EventCondition> = {}): EventCondition => ({ event: "purchase", ...rest });
const count = (op: NonNullable<EventCondition["count"]>["op"], value: number) => purchase({ count: { op, value } });

describe("an event condition, as it was decided", () => {
  it("happened at all", () => {
    expect(said(purchase(), 0)).toBe("“purchase” did not happen → No");
    expect(said(purchase(), 1)).toBe("“purchase” happened once → Yes");
    expect(said(purchase(), 2)).toBe("“purchase” happened twice → Yes");
    expect(said(count("greater_than", 0), 1_200)).toBe("“purchase” happened 1,200 times → Yes");
  });

  it("did not happen, however that was asked", () => {
    for (const condition of [
      { none: [purchase()] },
      count("equals", 0),
      count("less_or_equal", 0),
      count("less_than", 1),
      { none: [count("not_equals", 0)] },
    ]) {
      expect(said(condition, 0)).toBe("“purchase” did not happen → Yes");
      expect(said(condition, 3)).toBe("“purchase” happened 3 times → No");
    }
  });

  it("happened a number of times", () => {
    expect(said(count("greater_or_equal", 3), 2)).toBe("“purchase” happened twice, at least 3 times asked for → No");
    expect(said(count("greater_or_equal", 3), 5)).toBe("“purchase” happened 5 times, at least 3 times asked for → Yes");
    expect(said(count("greater_than", 3), 3)).toBe("“purchase” happened 3 times, more than 3 times asked for → No");
    expect(said(count("less_or_equal", 1), 0)).toBe("“purchase” did not happen, at most once asked for → Yes");
    expect(said(count("less_than", 3), 3)).toBe("“purchase” happened 3 times, fewer than 3 times asked for → No");
    expect(said(count("equals", 2), 2)).toBe("“purchase” happened twice, exactly twice asked for → Yes");
    expect(said(count("not_equals", 2), 2)).toBe("“purchase” happened twice, any number but twice asked for → No");
  });

  it("turns the number round when it stood under a not, and back under two", () => {
    expect(said({ none: [count("greater_or_equal", 3)] }, 5)).toBe(
      "“purchase” happened 5 times, fewer than 3 times asked for → No",
    );
    expect(said({ none: [count("less_or_equal", 3)] }, 5)).toBe(
      "“purchase” happened 5 times, more than 3 times asked for → Yes",
    );
    expect(said({ none: [{ none: [count("greater_or_equal", 3)] }] }, 2)).toBe(
      "“purchase” happened twice, at least 3 times asked for → No",
    );
  });

  it("within a window, since they entered, and with what was asked of its properties", () => {
    expect(said(purchase({ within: "P7D" }), 0)).toBe("“purchase” did not happen in the last 7 days → No");
    expect(said(purchase({ since: "entry" }), 1)).toBe("“purchase” happened once since they entered → Yes");
    expect(said({ ...count("greater_or_equal", 2), within: "PT1H" }, 1)).toBe(
      "“purchase” happened once in the last 1 hour, at least twice asked for → No",
    );
    expect(said(purchase({ where: { path: "total", op: "greater_than", value: 50 } }), 0)).toBe(
      "a matching “purchase” did not happen → No",
    );
    expect(said(purchase({ where: { path: "total", op: "greater_than", value: 50 } }), 2)).toBe(
      "a matching “purchase” happened twice → Yes",
    );
  });
});
