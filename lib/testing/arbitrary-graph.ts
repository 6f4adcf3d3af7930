import fc from "fast-check";
import type { Graph, GraphEdge } from "@/lib/journey/graph";
import type { JsonObject } from "@/lib/journey/json";
import { plainNames } from "@/lib/journey/names";
import { describeNode } from "@/lib/nodes/describe-node";

const condition = fc.constantFrom<JsonObject[]>(
  { tag: "vip" },
  { path: "plan", op: "equals", value: "pro" },
  { path: "score", op: "greater_than", value: 10 },
  { event: "purchase" },
  { any: [{ tag: "vip" }, { path: "event.amount", op: "greater_or_equal", value: 50 }] },
);

const duration = fc.constantFrom("PT0S", "PT10S", "PT5M", "PT1H", "P1D", "P2W");

type Step = { type: string; config: JsonObject };

/** A node of any type with settings that a journey could be published with. */
const arbitraryNode: fc.Arbitrary<Step> = fc.oneof(
  fc.constant<Step>({ type: "email", config: { subject: "Hi", body: "Hello" } }),
  condition.map((when): Step => ({ type: "email", config: { subject: "Hi", body: "Hello", when } })),
  duration.map((d): Step => ({ type: "wait", config: { duration: d } })),
  fc.constantFrom("09:00", "23:30").map((at): Step => ({ type: "wait_until_time", config: { at } })),
  fc.constantFrom("2026-03-05", "2020-01-01").map((date): Step => ({ type: "wait_until_date", config: { date } })),
  duration.map(
    (timeout): Step => ({
      type: "wait_for_event",
      config: {
        events: [
          { event: "purchase", port: "a" },
          { event: "open", port: "b", where: { path: "event.n", op: "greater_than", value: 2 } },
        ],
        timeout,
      },
    }),
  ),
  fc
    .tuple(condition, duration)
    .map(([c, timeout]): Step => ({ type: "wait_until", config: { condition: c, timeout } })),
  duration.map(
    (max): Step => ({ type: "random_delay", config: { mode: "delay", max: max === "PT0S" ? "PT1H" : max } }),
  ),
  fc.constant<Step>({ type: "random_delay", config: { mode: "window", from: "09:00", to: "11:00" } }),
  fc.constant<Step>({ type: "wait_business_hours", config: { hours: { tue: [{ from: "09:00", to: "12:00" }] } } }),
  fc.tuple(condition, condition).map(
    ([a, b]): Step => ({
      type: "best_match",
      config: {
        arms: [
          { key: "a", criteria: [{ condition: a, points: 5 }] },
          { key: "b", criteria: [{ condition: b, points: 5 }] },
        ],
      },
    }),
  ),
  condition.map((when): Step => ({ type: "add_tag", config: { tag: "some", when } })),
  condition.map((c): Step => ({ type: "branch", config: { condition: c } })),
  fc.tuple(condition, condition).map(
    ([a, b]): Step => ({
      type: "branch_multi",
      config: {
        arms: [
          { key: "a", condition: a },
          { key: "b", condition: b },
        ],
      },
    }),
  ),
  fc.constant<Step>({
    type: "branch_score",
    config: {
      score: "score",
      thresholds: [
        { key: "a", min: 5 },
        { key: "b", min: 20 },
      ],
    },
  }),
  fc.constant<Step>({
    type: "split",
    config: {
      arms: [
        { key: "a", weight: 1 },
        { key: "b", weight: 2 },
      ],
      holdout: 10,
    },
  }),
  fc.constant<Step>({ type: "update_attributes", config: { set: { plan: "pro", "deep.n": 1 } } }),
  fc.constant<Step>({ type: "add_tag", config: { tag: "vip" } }),
  fc.constant<Step>({ type: "remove_tag", config: { tag: "vip" } }),
  fc.constant<Step>({ type: "webhook", config: { method: "POST", url: "https://example.com" } }),
  fc.tuple(condition, fc.boolean()).map(
    ([c, byEvent]): Step => ({
      type: "goal",
      config: byEvent ? { event: "purchase", window: "PT1H" } : { condition: c },
    }),
  ),
  fc.constant<Step>({ type: "exit", config: {} }),
);

/**
 * A graph of one or two triggers and up to 14 steps of every type, connected at random: joins, loops, open ports and parts
 * nobody reaches included. Trigger ids start with "trigger".
 */
export function arbitraryGraph(): fc.Arbitrary<Graph> {
  return fc
    .tuple(
      fc.integer({ min: 1, max: 2 }),
      fc.array(arbitraryNode, { maxLength: 14 }),
      fc.array(fc.nat({ max: 99 }), { minLength: 60, maxLength: 60 }),
    )
    .map(([triggers, steps, choices]) => {
      const nodes = [
        ...Array.from({ length: triggers }, (_, i) => ({ id: `trigger${i}`, type: "trigger.manual", config: {} })),
        ...steps.map((step, i) => ({ id: `n${i}`, ...step })),
      ];
      let turn = 0;
      const edges = nodes.flatMap((node): GraphEdge[] =>
        describeNode(node, plainNames).ports.flatMap(({ key }) => {
          const choice = choices[turn++ % choices.length] ?? 0;
          // One port in eight stays open.
          if (steps.length === 0 || choice % 8 === 7) return [];
          return [{ from: node.id, port: key, to: `n${choice % steps.length}` }];
        }),
      );
      return { nodes, edges };
    });
}
