import { advance } from "@/lib/engine/advance";
import { applyEffect } from "@/lib/engine/apply-effect";
import { compileGraph } from "@/lib/engine/compile-graph";
import { stableRandom } from "@/lib/engine/stable-random";
import type { Position, Walk } from "@/lib/engine/types";
import { type FactRequest, type Facts, factKey, type Instant } from "@/lib/journey/facts";
import type { Graph } from "@/lib/journey/graph";
import type { JsonObject } from "@/lib/journey/json";
import type { Wake } from "@/lib/journey/outcome";
import { journeySettingsSchema } from "@/lib/journey/settings";

export const startOfTests: Instant = Date.parse("2026-03-02T10:00:00Z");

export type DrivenGraph = { nodes: { id: string; type: string; config?: JsonObject }[]; edges: string[] };
type DriveOptions = {
  settings?: JsonObject;
  subscriber?: Partial<Facts["subscriber"]>;
  properties?: JsonObject;
  at?: Instant;
  answer?: (request: FactRequest) => number | boolean;
};

/** Facts of an invented person who has just entered. */
export function makeFacts(
  changes: Partial<Omit<Facts, "subscriber">> & { subscriber?: Partial<Facts["subscriber"]> } = {},
): Facts {
  return {
    trigger: { node: "start", properties: {}, at: startOfTests },
    run: {},
    entered_at: startOfTests,
    journey: { id: "journey-1", name: "Test", version: 1 },
    default_timezone: "UTC",
    fetched: new Map(),
    ...changes,
    subscriber: {
      id: "1",
      external_id: "ada",
      email: "ada@example.com",
      phone: null,
      first_name: "Ada",
      last_name: null,
      timezone: null,
      locale: null,
      lifecycle_stage: null,
      attributes: {},
      tags: [],
      created_at: startOfTests,
      ...changes.subscriber,
    },
  };
}

/** Graph from short notation: edges are "from port to". */
export function makeGraph({ nodes, edges }: DrivenGraph): Graph {
  return {
    nodes: nodes.map((node) => ({ config: {}, ...node })),
    edges: edges.map((text) => {
      const [from = "", port = "", to = ""] = text.split(" ");
      return { from, port, to };
    }),
  };
}

/**
 * Drives one person through a graph with the pure engine: enter(), send(event), change(), runTimer(), then ask where they
 * stand. Time moves only by the driver's methods.
 */
export function driveJourney(graph: DrivenGraph, options: DriveOptions = {}) {
  const compiled = compileGraph(makeGraph(graph), journeySettingsSchema.parse(options.settings ?? {}));
  const start = options.at ?? startOfTests;
  let now = start;
  let facts = makeFacts({
    entered_at: start,
    trigger: { node: graph.nodes[0]?.id ?? "", properties: options.properties ?? {}, at: start },
    ...(options.subscriber && { subscriber: options.subscriber }),
  });
  const walks: Exclude<Walk, { kind: "needs" }>[] = [];
  let counter = 0;

  const last = () => {
    const walk = walks.at(-1);
    if (!walk) throw new Error("nobody has entered");
    return walk;
  };
  const env = () => ({
    now,
    random: stableRandom,
    fill: (template: string) =>
      template.includes("{{ broken")
        ? { ok: false as const, error: "broken" }
        : { ok: true as const, text: template.replace(/\{\{.*?\}\}/g, "42") },
  });
  const walkOn = (position: Position) => {
    const fetched = new Map(facts.fetched);
    for (;;) {
      const walk = advance(compiled, position, { ...facts, fetched }, env());
      if (walk.kind === "needs") {
        for (const request of walk.facts) fetched.set(factKey(request), options.answer?.(request) ?? false);
        continue;
      }
      for (const { effect, node } of walk.effects) facts = applyEffect(effect, node, facts, now);
      facts = { ...facts, run: walk.run };
      walks.push(walk);
      return walk;
    }
  };
  const wakeUp = (wakes: Wake[]) => {
    const walk = last();
    if (walk.kind === "ends") throw new Error("the run has ended");
    return walkOn({ ...walk.position, due_at: wakes.length > 0 ? now : walk.position.due_at, arrived: true, wakes });
  };

  return {
    enter: () =>
      walkOn({ node: graph.nodes[0]?.id ?? "", visit: 0, arrived: false, arrived_at: now, due_at: now, wakes: [] }),
    /** an event `after` ms from now */
    send(event: string, properties: JsonObject = {}, after = 0) {
      now += after;
      return wakeUp([
        { by: "event", event: { id: `event-${++counter}`, event, properties, at: now, occurred_at: now } },
      ]);
    },
    change(subscriber: Partial<Facts["subscriber"]>, after = 0) {
      now += after;
      facts = { ...facts, subscriber: { ...facts.subscriber, ...subscriber } };
      return wakeUp([{ by: "change", at: now }]);
    },
    answer: (ok: boolean, value: JsonObject) => wakeUp([{ by: "result", ok, value, at: now }]),
    wake: (wakes: Wake[], at: Instant) => {
      now = at;
      return wakeUp(wakes);
    },
    /** moves the clock to the due time and lets the timer fire */
    runTimer() {
      const walk = last();
      if (walk.kind === "ends" || walk.position.due_at === "forever") throw new Error("nobody waits for a timer");
      now = walk.position.due_at;
      return wakeUp([]);
    },
    now: () => now,
    facts: () => facts,
    listen: () => {
      const walk = last();
      return walk.kind === "waits" ? walk.listen : [];
    },
    /** where the person waits and for how many ms from now */
    waitingAt() {
      const walk = last();
      if (walk.kind === "ends") return `ended ${walk.state} ${walk.reason}`;
      const { node, due_at } = walk.position;
      return { node, in: due_at === "forever" ? due_at : due_at - now };
    },
    ended() {
      const walk = last();
      return walk.kind === "ends" ? `${walk.state} ${walk.reason}` : `waits at ${walk.position.node}`;
    },
    /** every logged step: node, then port or outcome, then reason */
    path: () =>
      walks
        .flatMap(({ steps }) => steps)
        .map(({ node, port, outcome, reason }) => [node, port ?? outcome, reason].filter(Boolean).join(" ")),
    effects: () => walks.flatMap(({ effects }) => effects).map(({ node, effect }) => `${node} ${effect.kind}`),
    visits: () => walks.flatMap(({ steps }) => steps).map(({ visit }) => visit),
  };
}
