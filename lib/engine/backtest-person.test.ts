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
    expect(outcome.refused).toEqual({ reentry: 0, filter: 1, eligibility: 0 });
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
