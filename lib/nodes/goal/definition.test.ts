import { describe, expect, test } from "vitest";
import { factKey } from "@/lib/journey/facts";
import { makeFacts, startOfTests } from "@/lib/testing/drive-journey";
import { describeConfig, eventWake, stepNode } from "@/lib/testing/step-node";
import { goal } from "./definition";

const hour = 3_600_000;
const bought = { event: "purchase", where: { path: "event.total", op: "greater_than", value: 10 } };
const reached = { kind: "leave", port: "next", reason: "goal_reached", effects: [{ kind: "reach_goal" }] };

describe("goal", () => {
  test("draws whoever does the event, when it matches", () => {
    const draws = (wake: ReturnType<typeof eventWake> | undefined) =>
      goal.attracts?.({
        node: { id: "g", config: goal.schema.parse(bought) },
        facts: makeFacts(),
        now: startOfTests,
        wake,
        entering: false,
      });
    expect(draws(eventWake("purchase", { total: 11 }))).toMatchObject({ result: true });
    expect(draws(eventWake("purchase", { total: 9 }))).toMatchObject({ result: false });
    expect(draws(eventWake("other", { total: 11 }))).toMatchObject({ result: false });
    expect(draws(undefined)).toMatchObject({ result: false });
  });

  test("asks once, at the first step, whether it was reached before anybody listened", () => {
    const node = { id: "g", config: goal.schema.parse(bought) };
    expect(goal.attracts?.({ node, facts: makeFacts(), now: startOfTests, wake: undefined, entering: true })).toEqual({
      kind: "needs",
      facts: [{ kind: "event_count", event: "purchase", where: bought.where, since: "entry" }],
    });
  });

  test("is reached by the wake that drew people here", () => {
    expect(stepNode(goal, bought, { wake: eventWake("purchase", { total: 11 }) })).toMatchObject(reached);
  });

  test("once reached it lets people pass again without counting twice", () => {
    expect(stepNode(goal, bought, { facts: { run: { goals: { "node-1": 1 } } } })).toEqual({
      kind: "leave",
      port: "next",
      reason: "goal_reached",
    });
  });

  test("who arrives without having reached it ends here, after the window if there is one", () => {
    expect(stepNode(goal, bought)).toMatchObject({ kind: "end", state: "completed", reason: "goal_not_reached" });
    const open = { ...bought, window: "PT2H" };
    expect(stepNode(goal, open)).toMatchObject({ kind: "wait", until: startOfTests + 2 * hour, listen: ["purchase"] });
    expect(stepNode(goal, open, { wake: eventWake("purchase", { total: 11 }, hour), waited: hour })).toMatchObject(
      reached,
    );
    expect(stepNode(goal, open, { timer: true, waited: 2 * hour })).toMatchObject({
      kind: "end",
      reason: "goal_not_reached",
    });
  });

  test("a condition counts events from the moment of entry", () => {
    const config = { condition: { event: "purchase", count: { op: "greater_or_equal", value: 2 } } };
    const request = { kind: "event_count" as const, event: "purchase", since: "entry" as const };
    expect(stepNode(goal, config)).toEqual({ kind: "needs", facts: [request] });
    expect(stepNode(goal, config, { facts: { fetched: new Map([[factKey(request), 2]]) } })).toMatchObject(reached);
  });

  test("listens, wherever people stand, to what can reach it", () => {
    expect(goal.listensWhileInside?.(goal.schema.parse(bought))).toEqual(["purchase"]);
    expect(
      goal.listensWhileInside?.(goal.schema.parse({ condition: { any: [{ tag: "x" }, { message: "clicked" }] } })),
    ).toEqual(["$change", "email_clicked"]);
  });

  test("describes itself", () => {
    expect(describeConfig(goal, { ...bought, window: "P2D" }).summary).toBe(
      "Goal: “purchase” where event total is more than 10 within 2 days",
    );
    expect(describeConfig(goal, { condition: { tag: "won" } }).summary).toBe("Goal: has tag “won”");
    expect(describeConfig(goal, { event: "" })).toMatchObject({
      summary: "Choose the goal",
      problems: ["error event"],
    });
  });
});
