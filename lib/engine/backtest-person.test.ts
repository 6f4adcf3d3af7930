import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EventFact } from "@/lib/journey/facts";
import type { JsonObject } from "@/lib/journey/json";
import { journeySettingsSchema } from "@/lib/journey/settings";
import { makeFacts, makeGraph, startOfTests } from "@/lib/testing/drive-journey";
import { type BacktestBench, backtestPerson, type PastPerson } from "./backtest-person";
import { compileGraph } from "./compile-graph";

const day = 86_400_000;

const cart = makeGraph({
  nodes: [
    {
      id: "start",
      type: "trigger.event",
      config: { event: "cart", where: { path: "event.total", op: "greater_than", value: 10 } },
    },
    { id: "hour", type: "wait_for_event", config: { events: [{ event: "paid", port: "paid" }], timeout: "PT1H" } },
    {
      id: "loyal",
      type: "branch",
      config: { condition: { event: "paid", count: { op: "greater_or_equal", value: 2 } } },
    },
    { id: "remind", type: "email", config: { subject: "Your cart", body: "Come back" } },
    { id: "vip", type: "email", config: { subject: "For you", body: "10 %" } },
  ],
  edges: ["start next hour", "hour timeout loyal", "loyal yes vip", "loyal no remind"],
});

function bench(settings: JsonObject = {}): BacktestBench {
  return {
    compiled: compileGraph(cart, journeySettingsSchema.parse(settings)),
    journey: { id: "j", name: "Cart", version: 1 },
    defaultTimezone: "UTC",
    fill: (text) => ({ ok: true, text }),
    from: startOfTests,
    until: startOfTests + 30 * day,
  };
}

function person(...events: [event: string, atDay: number, properties?: JsonObject][]): PastPerson {
  return {
    subscriber: makeFacts().subscriber,
    consent: "subscribed",
    segments: [],
    standing: {},
    events: events.map(([event, at, properties = { total: 50 }], i): EventFact => {
      const time = startOfTests + at * day;
      return { id: `e${i}`, event, properties, at: time, occurred_at: time };
    }),
  };
}

const mails = (outcome: ReturnType<typeof backtestPerson>) =>
  outcome.runs.flatMap(({ simulation }) =>
    simulation.messages.map(({ node_id, at }) => `${node_id} ${((at - startOfTests) / day).toFixed(2)}`),
  );

describe("somebody's past", () => {
  test("starts a run at each event that fits, and what they did afterwards decides it", () => {
    const outcome = backtestPerson(
      person(["cart", 1], ["cart", 2], ["paid", 2.01], ["cart", 3, { total: 5 }]),
      bench(),
    );
    expect(mails(outcome)).toEqual(["remind 1.04"]);
    expect(outcome.runs).toHaveLength(2);
    expect(outcome.refused).toEqual({ reentry: 0, filter: 1, eligibility: 0, consent: 0, limits: 0 });
  });

  test("history is what it was then, not what it is now", () => {
    const outcome = backtestPerson(person(["cart", 1], ["paid", 2], ["paid", 3], ["cart", 4]), bench());
    expect(mails(outcome)).toEqual(["remind 1.04", "vip 4.04"]);
  });

  test("re-entry and eligibility keep out whom they would have kept out", () => {
    const twice = person(["cart", 1], ["cart", 1.01], ["cart", 5]);
    const runs = (settings: JsonObject) => backtestPerson(twice, bench(settings)).runs.length;
    expect(runs({ reentry: { policy: "once" } })).toBe(1);
    expect(runs({ reentry: { policy: "once_at_a_time" } })).toBe(2);
    expect(runs({ reentry: { policy: "after", after: "P7D" } })).toBe(1);
    expect(runs({ reentry: { policy: "parallel" } })).toBe(3);
    expect(runs({ reentry: { policy: "parallel", key: "event.total" } })).toBe(1);
    const outcome = backtestPerson(twice, bench({ eligibility: { event: "paid" } }));
    expect(outcome).toMatchObject({ runs: [], refused: { eligibility: 3 } });
  });

  test("nothing happens outside of the time looked at", () => {
    const outcome = backtestPerson(person(["cart", -1], ["cart", 29.99], ["cart", 31]), bench());
    expect(mails(outcome)).toEqual([]);
    expect(outcome.runs.map(({ simulation }) => simulation.ended)).toEqual(["waiting"]);
  });

  test("limits of a trigger, its source and consent keep out whom they would have kept out", () => {
    const tried = (config: JsonObject, settings: JsonObject = {}, who: Partial<PastPerson> = {}) => {
      const graph = makeGraph({
        nodes: [
          { id: "start", type: "trigger.event", config: { event: "cart", ...config } },
          { id: "end", type: "exit" },
        ],
        edges: ["start next end"],
      });
      const about = { ...bench(), compiled: compileGraph(graph, journeySettingsSchema.parse(settings)) };
      const past = { ...person(["cart", 1], ["cart", 1.5], ["cart", 5, { source: "app" }]), ...who };
      const { runs, refused } = backtestPerson(past, about);
      return [runs.length, refused.limits, refused.filter, refused.consent];
    };
    expect(tried({})).toEqual([3, 0, 0, 0]);
    expect(tried({ cooldown: "P2D" })).toEqual([2, 1, 0, 0]);
    expect(tried({ max_entries_per_person: 1 })).toEqual([1, 2, 0, 0]);
    expect(tried({ source: "app" })).toEqual([1, 0, 2, 0]);
    expect(tried({ enabled: false })).toEqual([0, 0, 0, 0]);
    expect(tried({}, { consent_required: true }, { consent: "unsubscribed" })).toEqual([0, 0, 0, 3]);
  });

  test("never has more runs than fitting events, never mails before entry or after the end, and is the same each time", () => {
    const moment = fc.tuple(fc.constantFrom("cart", "paid", "other"), fc.double({ min: -2, max: 33, noNaN: true }));
    fc.assert(
      fc.property(fc.array(moment, { maxLength: 30 }), (moments) => {
        const past = person(
          ...moments.sort((a, b) => a[1] - b[1]).map(([event, at]) => [event, at] as [string, number]),
        );
        const about = bench();
        const outcome = backtestPerson(past, about);
        const fitting = past.events.filter(({ event, at }) => event === "cart" && at >= about.from && at < about.until);
        expect(outcome.runs.length + outcome.refused.reentry).toBe(fitting.length);
        for (const { entered_at, simulation } of outcome.runs)
          for (const { at } of simulation.messages) {
            expect(at).toBeGreaterThanOrEqual(entered_at);
            expect(at).toBeLessThan(about.until);
          }
        expect(mails(backtestPerson(past, about))).toEqual(mails(outcome));
      }),
    );
  });
});

describe("other ways in", () => {
  const days = (trigger: JsonObject, past: PastPerson, type: string) => {
    const graph = makeGraph({
      nodes: [
        { id: "start", type, config: trigger },
        { id: "end", type: "exit" },
      ],
      edges: ["start next end"],
    });
    const about = { ...bench(), compiled: compileGraph(graph, journeySettingsSchema.parse({})) };
    return backtestPerson(past, about).runs.map(({ entered_at }) => new Date(entered_at).toISOString().slice(0, 16));
  };
  const since = (atDay: number) => startOfTests + atDay * day;
  const minute = (atDay: number) => new Date(since(atDay)).toISOString().slice(0, 16);

  test("a pattern enters when it comes true, with what was done before the time looked at", () => {
    const opens = { kind: "count", events: [{ event: "opened", min: 3, within: "P7D" }] };
    const past = person(["opened", -2], ["opened", -1], ["opened", 3], ["opened", 20], ["opened", 21], ["opened", 22]);
    expect(days(opens, past, "trigger.pattern")).toEqual([minute(3), minute(22)]);
  });

  test("a silence enters when it has lasted, also one that began before the time looked at", () => {
    expect(
      days({ event: "opened", for: "P10D" }, person(["opened", -4], ["opened", 12]), "trigger.inactivity"),
    ).toEqual([minute(6), minute(22)]);
  });

  test("a schedule enters members at its moments by the person's clock, not before they were members", () => {
    const nobody = person();
    const tokyo = { ...nobody, subscriber: { ...nobody.subscriber, timezone: "Asia/Tokyo" } };
    const weekly = { repeat: "weekly", time: "09:00", weekdays: ["mon"], clock: "person" };
    const mondays = days(weekly, tokyo, "trigger.schedule");
    expect(mondays.length).toBeGreaterThanOrEqual(4);
    expect(new Set(mondays.map((at) => at.slice(11)))).toEqual(new Set(["00:00"]));
    const segment_id = "0197c1a0-0000-7000-8000-000000000001";
    const member = { ...tokyo, segments: [{ id: segment_id, since: since(15) }] };
    const late = days({ ...weekly, segment_id }, member, "trigger.schedule");
    expect(late).toEqual(mondays.filter((at) => Date.parse(`${at}Z`) >= since(15)));
    expect(days({ ...weekly, segment_id }, tokyo, "trigger.schedule")).toEqual([]);
  });

  test("a date of the person and a segment they came into enter on that day", () => {
    const nobody = person();
    const birthday = new Date(since(10)).toISOString().slice(0, 10).replace(/^\d+/, "1990");
    const born = { ...nobody, subscriber: { ...nobody.subscriber, timezone: "UTC", attributes: { birthday } } };
    const yearly = { attribute: "birthday", yearly: true, time: "08:00" };
    expect(days(yearly, born, "trigger.date_attribute")).toEqual([`${minute(10).slice(0, 10)}T08:00`]);
    const segment_id = "0197c1a0-0000-7000-8000-000000000001";
    const member = { ...nobody, segments: [{ id: segment_id, since: since(7) }] };
    expect(days({ segment_id }, member, "trigger.segment_entered")).toEqual([minute(7)]);
  });
});
