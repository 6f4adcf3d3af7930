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
