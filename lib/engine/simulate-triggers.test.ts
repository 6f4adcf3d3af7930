import { expect, test } from "vitest";
import type { EventFact } from "@/lib/journey/facts";
import type { JsonObject } from "@/lib/journey/json";
import { journeySettingsSchema } from "@/lib/journey/settings";
import { makeFacts, makeGraph, startOfTests } from "@/lib/testing/drive-journey";
import { compileGraph } from "./compile-graph";
import { simulate } from "./simulate";

const DAY = 86_400_000;
const did = (event: string, daysAgo: number): EventFact => {
  const at = startOfTests - daysAgo * DAY;
  return { id: `${event}-${daysAgo}`, event, properties: {}, at, occurred_at: at };
};

function walk(trigger: JsonObject, history: EventFact[], settings: JsonObject = {}) {
  const graph = makeGraph({
    nodes: [
      { id: "start", type: "trigger.pattern", config: trigger },
      { id: "end", type: "exit" },
    ],
    edges: ["start next end"],
  });
  const { ended, reason } = simulate({
    compiled: compileGraph(graph, journeySettingsSchema.parse(settings)),
    journey: { id: "j", name: "J", version: 1 },
    subscriber: makeFacts({ subscriber: { attributes: { plan: "free" } } }).subscriber,
    history,
    trigger: { event: "email_opened", properties: {} },
    events: [],
    startAt: startOfTests,
    defaultTimezone: "UTC",
    fill: (text) => ({ ok: true, text }),
  });
  return `${ended} ${reason}`;
}

const opens3 = { kind: "count", events: [{ event: "email_opened", min: 3, within: "P7D" }] };

test("a simulated event enters by a pattern only if it makes the pattern come true after what the person did before", () => {
  expect(walk(opens3, [did("email_opened", 2), did("email_opened", 1)])).toMatch(/^exited (?!pattern_not_met)/);
  expect(walk(opens3, [did("email_opened", 9), did("email_opened", 1)])).toBe("exited pattern_not_met");
  expect(walk(opens3, [did("email_opened", 3), did("email_opened", 2), did("email_opened", 1)])).toBe(
    "exited pattern_not_met",
  );
});

test("whoever is not eligible does not enter in a simulation either", () => {
  const history = [did("email_opened", 2), did("email_opened", 1)];
  const only = (plan: string) => ({ eligibility: { path: "plan", op: "equals", value: plan } });
  expect(walk(opens3, history, only("pro"))).toBe("exited not_eligible");
  expect(walk(opens3, history, only("free"))).not.toBe("exited not_eligible");
});

test("hours, source, the switch and consent keep somebody out of a simulation as they keep them out of the journey", () => {
  const tried = (config: JsonObject, settings: JsonObject = {}, properties: JsonObject = {}) => {
    const graph = makeGraph({
      nodes: [
        { id: "start", type: "trigger.event", config: { event: "came", ...config } },
        { id: "end", type: "exit" },
      ],
      edges: ["start next end"],
    });
    const { ended, reason } = simulate({
      compiled: compileGraph(graph, journeySettingsSchema.parse(settings)),
      journey: { id: "j", name: "J", version: 1 },
      subscriber: makeFacts().subscriber,
      consent: "unsubscribed",
      trigger: { event: "came", properties },
      events: [],
      startAt: Date.parse("2026-03-02T23:30:00Z"),
      defaultTimezone: "UTC",
      fill: (text) => ({ ok: true, text }),
    });
    return `${ended} ${reason}`;
  };
  const entered = tried({});
  expect(tried({ allowed_from: "09:00", allowed_until: "17:00" })).toBe("exited outside_hours");
  expect(tried({ allowed_from: "23:00", allowed_until: "01:00" })).toBe(entered);
  expect(tried({ source: "app" })).toBe("exited trigger_source_differs");
  expect(tried({ source: "app" }, {}, { source: "app" })).toBe(entered);
  expect(tried({ enabled: false })).toBe("exited no_trigger");
  expect(tried({}, { consent_required: true })).toBe("exited no_consent");
});
