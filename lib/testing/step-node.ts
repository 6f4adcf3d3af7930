import { stableRandom } from "@/lib/engine/stable-random";
import type { EventFact, Facts, Instant } from "@/lib/journey/facts";
import type { JsonObject } from "@/lib/journey/json";
import { plainNames } from "@/lib/journey/names";
import type { Outcome, Wake } from "@/lib/journey/outcome";
import type { NodeDefinition } from "@/lib/nodes/define-node";
import { makeFacts, startOfTests } from "./drive-journey";

type Situation = {
  facts?: Parameters<typeof makeFacts>[0] | Facts;
  wake?: Wake;
  timer?: boolean;
  /** ms between arrival and now */
  waited?: number;
  fill?: (template: string) => { ok: true; text: string } | { ok: false; error: string };
};

/** Asks one node, as advance would. The visit began at `startOfTests`; the config is parsed by the node's own schema. */
export function stepNode<Config>(
  definition: NodeDefinition<Config>,
  config: JsonObject,
  situation: Situation = {},
): Outcome {
  const { facts, wake, timer = false, waited = 0, fill } = situation;
  return definition.step({
    node: { id: "node-1", type: definition.type, config: definition.schema.parse(config) },
    facts: makeFacts(facts),
    env: {
      now: startOfTests + waited,
      random: stableRandom,
      fill: fill ?? ((text) => ({ ok: true, text })),
    },
    arrived_at: startOfTests,
    wake,
    timer,
  });
}

/** The exits, sentence and problems of a node with this config. */
export function describeConfig<Config>(definition: NodeDefinition<Config>, config: JsonObject) {
  const parsed = definition.schema.parse(config);
  return {
    ports: definition.ports(parsed).map(({ key }) => key),
    summary: definition.summary(parsed, plainNames),
    problems: (definition.check?.(parsed) ?? []).map(({ field, severity }) => `${severity} ${field ?? "-"}`),
    references: definition.references?.(parsed) ?? {},
  };
}

/** An event as a wake, `after` ms after the visit began. */
export function eventWake(event: string, properties: JsonObject = {}, after = 0): { by: "event"; event: EventFact } {
  const at: Instant = startOfTests + after;
  return { by: "event", event: { id: `${event}-1`, event, properties, at, occurred_at: at } };
}
