import { describe, expect, test } from "vitest";
import { type DrivenGraph, driveJourney } from "@/lib/testing/drive-journey";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const mail = { subject: "Hi", body: "Hello" };

describe("advance", () => {
  test("walks as far as it can and waits with what it listens to", () => {
    const run = driveJourney({
      nodes: [
        { id: "start", type: "trigger.event", config: { event: "signup" } },
        { id: "mail", type: "email", config: mail },
        { id: "wait", type: "wait", config: { duration: "PT1H" } },
        { id: "bye", type: "email", config: mail },
      ],
      edges: ["start next mail", "mail next wait", "wait next bye"],
    });
    run.enter();
    expect(run.waitingAt()).toEqual({ node: "wait", in: hour });
    expect(run.effects()).toEqual(["mail send_email"]);
    run.runTimer();
    expect(run.ended()).toBe("completed end_of_path");
    expect(run.effects()).toEqual(["mail send_email", "bye send_email"]);
    expect(run.path()).toEqual(["start next", "mail next", "wait waiting", "wait next", "bye next"]);
  });

  test("whoever's parent has left leaves where they stand, whatever else woke them and although their timer has run out", () => {
    const run = driveJourney({
      nodes: [
        { id: "start", type: "trigger.manual" },
        {
          id: "reply",
          type: "wait_for_event",
          config: { events: [{ event: "replied", port: "yes" }], timeout: "PT1H" },
        },
        { id: "mail", type: "email", config: mail },
      ],
      edges: ["start next reply", "reply yes mail", "reply timeout mail"],
    });
    run.enter();
    const at = run.now() + 2 * hour;
    const event = { id: "1", event: "replied", properties: {}, at: at - hour, occurred_at: at - hour };
    run.wake(
      [
        { by: "event", event },
        { by: "parent_left", at },
      ],
      at,
    );
    expect(run.ended()).toBe("exited parent_left");
    expect(run.path()).toEqual(["start next", "reply waiting", "reply dropped parent_left"]);
    expect(run.effects()).toEqual([]);
  });

  test("data effects of a step are seen by the steps after it in the same walk", () => {
    const run = driveJourney({
      nodes: [
        { id: "start", type: "trigger.manual" },
        {
          id: "set",
          type: "update_attributes",
          config: { set: { plan: "pro", "address.city": "Oslo", first_name: "Bo" } },
        },
        { id: "tag", type: "add_tag", config: { tag: "vip" } },
        {
          id: "b",
          type: "branch",
          config: {
            condition: {
              all: [
                { tag: "vip" },
                { path: "plan", op: "equals", value: "pro" },
                { path: "address.city", op: "equals", value: "Oslo" },
                { path: "first_name", op: "equals", value: "Bo" },
              ],
            },
          },
        },
      ],
      edges: ["start next set", "set next tag", "tag next b"],
    });
    run.enter();
    expect(run.path().at(-1)).toBe("b yes");
  });

  test("a loop without a wait is stopped as failed after 100 steps", () => {
    const run = driveJourney({
      nodes: [
        { id: "start", type: "trigger.manual" },
        { id: "a", type: "add_tag", config: { tag: "x" } },
        { id: "b", type: "remove_tag", config: { tag: "x" } },
      ],
      edges: ["start next a", "a next b", "b next a"],
    });
    run.enter();
    expect(run.ended()).toBe("failed too_many_steps");
    expect(run.path()).toHaveLength(102);
  });

  test("visits are counted for conditions that ask, so a loop can end itself", () => {
    const run = driveJourney({
      nodes: [
        { id: "start", type: "trigger.manual" },
        { id: "mail", type: "email", config: mail },
        { id: "wait", type: "wait", config: { duration: "P1D" } },
        { id: "again", type: "branch", config: { condition: { visits: "mail", op: "less_than", value: 3 } } },
        { id: "done", type: "exit", config: { reason: "three mails" } },
      ],
      edges: ["start next mail", "mail next wait", "wait next again", "again yes mail", "again no done"],
    });
    run.enter();
    for (let i = 0; i < 3; i++) run.runTimer();
    expect(run.ended()).toBe("exited three mails");
    expect(run.effects()).toHaveLength(3);
  });

  test("asks for facts it lacks and decides with them", () => {
    const asked: string[] = [];
    const run = driveJourney(
      {
        nodes: [
          { id: "start", type: "trigger.manual" },
          {
            id: "b",
            type: "branch",
            config: {
              condition: {
                any: [{ segment_id: "s1" }, { event: "purchase", count: { op: "greater_than", value: 2 } }],
              },
            },
          },
        ],
        edges: ["start next b"],
      },
      {
        answer: (request) => {
          asked.push(request.kind);
          return request.kind === "event_count" ? 3 : false;
        },
      },
    );
    run.enter();
    expect(run.path().at(-1)).toBe("b yes");
    expect(asked).toEqual(["segment", "event_count"]);
  });
});

describe("waiting for events", () => {
  const journey: DrivenGraph = {
    nodes: [
      { id: "start", type: "trigger.manual" },
      {
        id: "wait",
        type: "wait_for_event",
        config: {
          events: [
            { event: "purchase", where: { path: "event.amount", op: "greater_than", value: 50 }, port: "big" },
            { event: "purchase", port: "small" },
            { event: "reply" },
          ],
          timeout: "P1D",
        },
      },
      { id: "b", type: "branch", config: { condition: { path: "event.amount", op: "equals", value: 99 } } },
    ],
    edges: ["start next wait", "wait big b"],
  };

  test("the first that matches wins, and event.* means it afterwards", () => {
    const run = driveJourney(journey);
    run.enter();
    expect(run.listen()).toEqual(["purchase", "reply"]);
    run.send("purchase", { amount: 99 });
    expect(run.path().slice(-2)).toEqual(["wait big", "b yes"]);
  });

  test("an event of another kind keeps people waiting until the same due time", () => {
    const run = driveJourney({
      ...journey,
      nodes: journey.nodes.map((n) =>
        n.id === "wait"
          ? {
              ...n,
              config: {
                events: [
                  { event: "purchase", where: { path: "event.amount", op: "greater_than", value: 50 }, port: "big" },
                ],
                timeout: "P1D",
              },
            }
          : n,
      ),
    });
    run.enter();
    run.send("purchase", { amount: 10 }, 5 * hour);
    expect(run.waitingAt()).toEqual({ node: "wait", in: 19 * hour });
    run.runTimer();
    expect(run.path().at(-1)).toBe("wait timeout");
    expect(run.path().filter((line) => line === "wait waiting")).toHaveLength(1);
  });

  test("an event that came after the time was up loses, even when both are looked at late", () => {
    const run = driveJourney(journey);
    run.enter();
    const at = run.now() + day + 1;
    run.wake([{ by: "event", event: { id: "e", event: "reply", properties: {}, at, occurred_at: at } }], at + hour);
    expect(run.path().at(-1)).toBe("wait timeout");
  });

  test("an event just in time wins, even when it is looked at late", () => {
    const run = driveJourney(journey);
    run.enter();
    const at = run.now() + day;
    run.wake([{ by: "event", event: { id: "e", event: "reply", properties: {}, at, occurred_at: at } }], at + hour);
    expect(run.path().at(-1)).toBe("wait reply");
  });

  test("of two events that are looked at together the earlier one decides", () => {
    const run = driveJourney(journey);
    run.enter();
    const event = (name: string, after: number) => {
      const at = run.now() + after;
      return { by: "event" as const, event: { id: name, event: name, properties: {}, at, occurred_at: at } };
    };
    run.wake([event("reply", 2 * minute), event("purchase", minute)], run.now() + hour);
    expect(run.path().at(-1)).toBe("wait small");
  });
});

describe("goals", () => {
  const journey: DrivenGraph = {
    nodes: [
      { id: "start", type: "trigger.manual" },
      { id: "wait", type: "wait", config: { duration: "P3D" } },
      {
        id: "goal",
        type: "goal",
        config: { event: "purchase", where: { path: "event.amount", op: "greater_than", value: 10 } },
      },
      { id: "after", type: "wait", config: { duration: "P1D" } },
      { id: "thanks", type: "email", config: mail },
    ],
    edges: ["start next wait", "wait next goal", "goal next after", "after next thanks"],
  };

  test("whoever reaches it upstream jumps there at once and goes on", () => {
    const run = driveJourney(journey);
    run.enter();
    expect(run.listen()).toEqual(["purchase"]);
    run.send("purchase", { amount: 5 }, hour);
    expect(run.waitingAt()).toEqual({ node: "wait", in: 3 * day - hour });
    run.send("purchase", { amount: 50 }, hour);
    expect(run.path().slice(-3)).toEqual(["wait dropped goal_reached", "goal next goal_reached", "after waiting"]);
    expect(run.effects()).toEqual(["goal reach_goal"]);
    expect(run.facts().run.goals).toEqual({ goal: run.now() });
  });

  test("people beyond it are not drawn back, nor listen any more", () => {
    const run = driveJourney(journey);
    run.enter();
    run.send("purchase", { amount: 50 });
    expect(run.listen()).toEqual([]);
  });

  test("people who get there without having reached it end there", () => {
    const run = driveJourney(journey);
    run.enter();
    run.runTimer();
    expect(run.ended()).toBe("completed goal_not_reached");
  });

  test("with a window they may still reach it", () => {
    const open: DrivenGraph = {
      ...journey,
      nodes: journey.nodes.map((n) => (n.id === "goal" ? { ...n, config: { event: "purchase", window: "P2D" } } : n)),
    };
    const run = driveJourney(open);
    run.enter();
    run.runTimer();
    expect(run.waitingAt()).toEqual({ node: "goal", in: 2 * day });
    run.send("purchase", {}, hour);
    expect(run.path()).toContain("goal next goal_reached");
    const late = driveJourney(open);
    late.enter();
    late.runTimer();
    late.runTimer();
    expect(late.ended()).toBe("completed goal_not_reached");
  });

  test("a condition that becomes true draws people with the change that made it true", () => {
    const run = driveJourney({
      ...journey,
      nodes: journey.nodes.map((n) =>
        n.id === "goal" ? { ...n, config: { condition: { path: "plan", op: "equals", value: "pro" } } } : n,
      ),
    });
    run.enter();
    expect(run.listen()).toEqual(["$change"]);
    run.change({ attributes: { plan: "free" } });
    expect(run.waitingAt()).toMatchObject({ node: "wait" });
    run.change({ attributes: { plan: "pro" } });
    expect(run.path()).toContain("goal next goal_reached");
  });
});

describe("the journey's own rules", () => {
  const wait: DrivenGraph = {
    nodes: [
      { id: "start", type: "trigger.manual" },
      { id: "wait", type: "wait", config: { duration: "P10D" } },
    ],
    edges: ["start next wait"],
  };

  test("exit_when ends a run as soon as it holds", () => {
    const run = driveJourney(wait, { settings: { exit_when: { tag: "stop" } } });
    run.enter();
    expect(run.listen()).toEqual(["$change"]);
    run.change({ tags: ["stop"] }, hour);
    expect(run.ended()).toBe("exited exit_when");
    expect(run.path().at(-1)).toBe("wait dropped exit_when");
  });

  test("max_time ends a run in the middle of a longer wait", () => {
    const run = driveJourney(wait, { settings: { max_time: "P4D" } });
    run.enter();
    expect(run.waitingAt()).toEqual({ node: "wait", in: 4 * day });
    run.runTimer();
    expect(run.ended()).toBe("exited max_time");
  });

  test("without max_time nobody is taken out", () => {
    const run = driveJourney(wait);
    run.enter();
    run.runTimer();
    expect(run.ended()).toBe("completed end_of_path");
  });
});

describe("webhooks", () => {
  const journey: DrivenGraph = {
    nodes: [
      { id: "start", type: "trigger.manual" },
      { id: "hook", type: "webhook", config: { method: "POST", url: "https://example.com/x" } },
      { id: "goal", type: "goal", config: { event: "purchase", where: { path: "event.n", op: "equals", value: 1 } } },
    ],
    edges: ["start next hook", "hook next goal", "hook error goal"],
  };

  test("are called once and wait for their answer", () => {
    const run = driveJourney(journey);
    run.enter();
    expect(run.waitingAt()).toEqual({ node: "hook", in: "forever" });
    run.send("purchase", { n: 2 }, hour);
    expect(run.waitingAt()).toEqual({ node: "hook", in: "forever" });
    expect(run.effects()).toEqual(["hook call_webhook"]);
    run.answer(true, { score: 7 });
    expect(run.path()).toContain("hook next");
    expect(run.facts().run.values).toEqual({ hook: { score: 7 } });
  });

  test("leave by error with what came back", () => {
    const run = driveJourney(journey);
    run.enter();
    run.answer(false, { status: 500 });
    expect(run.path()).toContain("hook error webhook_failed");
  });
});
