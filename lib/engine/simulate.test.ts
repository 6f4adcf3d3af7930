import { describe, expect, test } from "vitest";
import type { JsonObject } from "@/lib/journey/json";
import { journeySettingsSchema } from "@/lib/journey/settings";
import { makeFacts, makeGraph, startOfTests } from "@/lib/testing/drive-journey";
import { compileGraph } from "./compile-graph";
import { simulate } from "./simulate";
import type { SimulationInput } from "./simulation";

const hour = 3_600_000;

const cart = makeGraph({
  nodes: [
    {
      id: "start",
      type: "trigger.event",
      config: { event: "cart_abandoned", where: { path: "event.total", op: "greater_than", value: 10 } },
    },
    { id: "hour", type: "wait", config: { duration: "PT1H" } },
    { id: "remind", type: "email", config: { subject: "Your cart", body: "Come back" } },
    {
      id: "opened",
      type: "wait_until",
      config: { condition: { message: "opened", node_id: "remind" }, timeout: "P1D" },
    },
    { id: "offer", type: "email", config: { subject: "10 %", body: "For you" } },
    { id: "last", type: "email", config: { subject: "Last call", body: "…" } },
    { id: "bought", type: "goal", config: { event: "purchase_completed" } },
    { id: "thanks", type: "email", config: { subject: "Thanks for {{ event.order_id }}", body: "!" } },
  ],
  edges: [
    "start next hour",
    "hour next remind",
    "remind next opened",
    "opened met offer",
    "opened timeout last",
    "offer next bought",
    "last next bought",
    "bought next thanks",
  ],
});

function run(changes: Partial<SimulationInput> = {}, settings: JsonObject = {}) {
  return simulate({
    compiled: compileGraph(cart, journeySettingsSchema.parse(settings)),
    journey: { id: "j", name: "Cart", version: 1 },
    subscriber: makeFacts().subscriber,
    trigger: { event: "cart_abandoned", properties: { total: 50 } },
    events: [],
    startAt: startOfTests,
    defaultTimezone: "UTC",
    fill: (text) => ({ ok: true, text }),
    ...changes,
  });
}
const mails = ({ messages }: ReturnType<typeof run>) =>
  messages.map(({ node_id, at }) => `${node_id} +${(at - startOfTests) / hour} h`);

describe("simulate", () => {
  test("follows the timers when nothing happens", () => {
    const simulation = run();
    expect(mails(simulation)).toEqual(["remind +1 h", "last +25 h"]);
    expect(simulation).toMatchObject({ ended: "completed", reason: "goal_not_reached" });
    expect(simulation.visits.map(({ node, port }) => `${node} ${port ?? "-"}`)).toEqual([
      "start next",
      "hour next",
      "remind next",
      "opened timeout",
      "last next",
      "bought -",
    ]);
  });

  test("an open that is simulated opens the way it opens in life", () => {
    const events = [{ event: "email_opened", properties: { node_id: "remind" }, after: "PT3H" }];
    expect(mails(run({ events }))).toEqual(["remind +1 h", "offer +3 h"]);
  });

  test("the goal is reached from anywhere upstream and its event is what later mails see", () => {
    const simulation = run({
      events: [{ event: "purchase_completed", properties: { order_id: "o-1" }, after: "PT30M" }],
    });
    expect(mails(simulation)).toEqual(["thanks +0.5 h"]);
    expect(simulation.messages[0]?.facts.run.event?.properties).toEqual({ order_id: "o-1" });
    expect(simulation.visits[1]).toMatchObject({ node: "hour", outcome: "dropped", reason: "goal_reached" });
  });

  test("an exit rule counts events from the entry on", () => {
    const history = [
      { id: "old", event: "cancelled", properties: {}, at: startOfTests - hour, occurred_at: startOfTests - hour },
    ];
    const exit = { exit_when: { event: "cancelled" } };
    expect(run({ history }, exit)).toMatchObject({ ended: "completed" });
    const events = [{ event: "cancelled", properties: {}, after: "PT2H" }];
    expect(run({ history, events }, exit)).toMatchObject({
      ended: "exited",
      reason: "exit_when",
      at: startOfTests + 2 * hour,
    });
  });

  test("nobody enters by an event that the trigger refuses", () => {
    expect(run({ trigger: { event: "cart_abandoned", properties: { total: 5 } } })).toMatchObject({
      ended: "exited",
      reason: "trigger_condition_not_met",
      visits: [],
    });
    expect(run({ trigger: { event: "other", properties: {} } })).toMatchObject({ reason: "no_trigger_for_event" });
  });

  test("a journey that loops for ever ends the simulation as waiting", () => {
    const graph = makeGraph({
      nodes: [
        { id: "t", type: "trigger.manual" },
        { id: "w", type: "wait", config: { duration: "P7D" } },
        { id: "m", type: "email", config: { subject: "Weekly", body: "." } },
      ],
      edges: ["t next w", "w next m", "m next w"],
    });
    const simulation = run({
      compiled: compileGraph(graph, journeySettingsSchema.parse({})),
      trigger: { properties: {} },
    });
    expect(simulation).toMatchObject({ ended: "waiting", reason: "simulation_limit" });
  });

  test("a webhook's answer is there for later steps", () => {
    const graph = makeGraph({
      nodes: [
        { id: "t", type: "trigger.manual" },
        { id: "hook", type: "webhook", config: { method: "GET", url: "https://example.com" } },
        { id: "b", type: "branch", config: { condition: { path: "run.hook.score", op: "greater_than", value: 5 } } },
        { id: "yes", type: "email", config: { subject: "Yes", body: "." } },
      ],
      edges: ["t next hook", "hook next b", "b yes yes"],
    });
    const compiled = compileGraph(graph, journeySettingsSchema.parse({}));
    const trigger = { properties: {} };
    expect(run({ compiled, trigger, answerWebhook: () => ({ ok: true, value: { score: 9 } }) }).messages).toHaveLength(
      1,
    );
    expect(run({ compiled, trigger }).messages).toHaveLength(0);
    expect(run({ compiled, trigger, answerWebhook: () => ({ ok: false, value: {} }) }).visits[1]).toMatchObject({
      port: "error",
    });
  });
});
