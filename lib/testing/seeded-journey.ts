import type { Condition } from "@/lib/journey/condition";
import type { Instant } from "@/lib/journey/facts";
import type { Graph, GraphEdge } from "@/lib/journey/graph";
import type { JsonObject } from "@/lib/journey/json";
import { plainNames } from "@/lib/journey/names";
import type { JourneySettings } from "@/lib/journey/settings";
import { describeNode } from "@/lib/nodes/describe-node";
import { SeededChance } from "./seeded-chance";
import { seededCondition } from "./seeded-condition";
import { type SeededStep, seededStep } from "./seeded-step";

/** A journey that could be published, dealt from a number. */
export type SeededJourney = {
  seed: number;
  /** the event that starts people */
  startsWith: string;
  steps: ReadonlyMap<string, SeededStep>;
  graph: Graph;
  settings: { exit_when?: Condition; max_time?: string; reentry: JourneySettings["reentry"] };
};

/** Somebody who enters it, with what they will do. `place` of an event: its turn in eventPlaces. */
export type SeededPerson = {
  externalId: string;
  timezone: string | null;
  attributes: JsonObject;
  tags: string[];
  events: { event: string; properties: JsonObject; at: Instant }[];
};

/** People enter then: no whole minute that a time of day or an event of theirs falls on. */
export const seededStart: Instant = Date.parse("2026-03-02T10:01:24Z");
/** Nothing is compared after that. Its minutes are those of no timer either. */
export const seededHorizon: Instant = seededStart + 40 * 86_400_000 + 56.4 * 60_000;

const HOUR = 3_600_000;
/**
 * When events may happen. Every place has minutes of the hour of its own, at least 2.7 apart, and every wait lasts whole hours: so no event
 * ever meets a timer that another event or the entry has set, and a clock that is a little late changes nothing.
 */
export const eventPlaces: readonly Instant[] = Array.from({ length: 20 }, (_, place) => {
  const hours = [0, 0, 1, 3, 5, 7, 11, 23, 25, 26, 49, 71, 74, 100, 150, 200, 260, 340, 420, 700][place] ?? 0;
  return Math.floor(seededStart / HOUR) * HOUR + hours * HOUR + (4.2 + 2.7 * place) * 60_000;
});

/** Steps that take a person on by this port only after a day or more: a way back may begin there. */
function holdsADay(step: SeededStep, port: string): boolean {
  const isDays = (duration: string) => /^P\d/.test(duration);
  if (step.type === "wait") return isDays(step.config.duration);
  if (step.type === "wait_until_time") return true;
  if (step.type !== "wait_for_event" && step.type !== "wait_until") return false;
  return port === "timeout" && isDays(step.config.timeout);
}

function edgesOf(chance: SeededChance, nodes: readonly { id: string; step: SeededStep }[]): GraphEdge[] {
  return nodes.flatMap(({ id, step }, i) =>
    describeNode({ id, type: step.type, config: { ...step.config } }, plainNames).ports.flatMap(
      ({ key }): GraphEdge[] => {
        if (i > 0 && chance.happens(0.12)) return [];
        if (holdsADay(step, key) && chance.happens(0.25)) {
          const back = nodes[1 + chance.below(Math.max(1, i))];
          return back && back.id !== "start" ? [{ from: id, port: key, to: back.id }] : [];
        }
        const next = nodes[i + 1 + chance.below(Math.min(3, nodes.length - i - 1))];
        return next && next.id !== id ? [{ from: id, port: key, to: next.id }] : [];
      },
    ),
  );
}

/** The journey of a seed. `webhooks`: with steps that call out. It may still have a problem that forbids to publish it. */
export function seededJourney(seed: number, { webhooks }: { webhooks: boolean }): SeededJourney {
  const chance = new SeededChance(seed);
  const startsWith = `start-${seed}`;
  const length = 2 + chance.below(11);
  const ids = Array.from({ length }, (_, i) => `n${i}`);
  const nodes: { id: string; step: SeededStep }[] = [
    { id: "start", step: { type: "trigger.event", config: { event: startsWith } } },
    ...ids.map((id, place) => ({ id, step: seededStep(chance, { ids, place, webhooks }) })),
  ];
  const edges = edgesOf(chance, nodes);
  return {
    seed,
    startsWith,
    steps: new Map(nodes.map(({ id, step }) => [id, step])),
    graph: { nodes: nodes.map(({ id, step }) => ({ id, type: step.type, config: { ...step.config } })), edges },
    settings: {
      reentry: { policy: "once_at_a_time" },
      ...(chance.happens(0.25) && { exit_when: seededCondition(chance, ids) }),
      ...(chance.happens(0.15) && { max_time: "P10DT30M" }),
    },
  };
}

/** Somebody with up to seven events, each at a place of its own. */
export function seededPerson(seed: number): SeededPerson {
  const chance = new SeededChance(seed ^ 0x5eed);
  const places = [...new Set(Array.from({ length: chance.below(8) }, () => chance.below(eventPlaces.length)))].sort(
    (a, b) => a - b,
  );
  return {
    externalId: `person-${seed}`,
    timezone: chance.of(null, "UTC", "Europe/Berlin", "America/New_York"),
    attributes: {
      ...(chance.happens(0.7) && { plan: chance.of("pro", "free") }),
      ...(chance.happens(0.8) && { score: chance.happens(0.1) ? "12" : chance.below(30) }),
      ...(chance.happens(0.4) && { renewal: chance.of("2026-03-09", "2026-02-01T08:00:00Z", "soon") }),
    },
    tags: chance.happens(0.4) ? ["vip"] : [],
    events: places.map((place) => ({
      event: chance.of("purchase", "purchase", "open", "other"),
      properties: { amount: chance.below(100), n: chance.below(6) },
      at: eventPlaces[place] ?? 0,
    })),
  };
}
