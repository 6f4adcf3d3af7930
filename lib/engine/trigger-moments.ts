import { nextRuleMoment } from "@/lib/journey/date-rule";
import type { EventFact, Instant, SubscriberFacts } from "@/lib/journey/facts";
import type { JsonObject } from "@/lib/journey/json";
import { nextOccurrence } from "@/lib/journey/occurrence";
import { dig, fieldValue, pathRoot } from "@/lib/journey/read-path";
import { isTimeZone } from "@/lib/journey/time";
import { triggerControlsSchema } from "@/lib/nodes/trigger-controls";
import { triggerEvent } from "@/lib/nodes/trigger-event/definition";
import type { BacktestBench, PastPerson } from "./backtest-person";
import { matchPattern } from "./match-pattern";
import { letTimePass, type PatternState, touchPattern } from "./pattern-state";
import { eventsOf, readPattern } from "./read-pattern";
import { type TimerPlan, timerPlan } from "./timer-plan";
import type { CompiledNode } from "./types";

/** Something in a person's past that sets a trigger off; `event`: what they did at that moment, if that was it. */
export type TriggerMoment = { at: Instant; trigger: CompiledNode; event?: EventFact; properties: JsonObject };

/** A cron of every minute is looked at this far. */
const OCCURRENCES_MAX = 10_000;
const RANKS = { high: 0, normal: 1, low: 2 } as const;

/** Kinds of triggers whose past can be told from events, the calendar and present memberships. What an attribute was is not kept. */
export function isReplayed(type: string): boolean {
  return (
    type === "trigger.event" ||
    type === "trigger.pattern" ||
    type === "trigger.inactivity" ||
    type === "trigger.schedule" ||
    type === "trigger.date_attribute" ||
    type === "trigger.segment_entered"
  );
}

/**
 * Every moment in [from, until) at which somebody's past sets off one of the journey's triggers, oldest first; of one moment the trigger of
 * the higher priority first. Memberships and attributes are today's: whoever has left a segment since is not seen entering it.
 */
export function triggerMoments(person: PastPerson, bench: BacktestBench): TriggerMoment[] {
  const inside = ({ at }: TriggerMoment) => at >= bench.from && at < bench.until;
  const rank = ({ trigger }: TriggerMoment) => RANKS[triggerControlsSchema.parse(trigger.config).priority ?? "normal"];
  return bench.compiled.triggers
    .filter(({ config }) => triggerControlsSchema.parse(config).enabled !== false)
    .flatMap((trigger) => momentsOf(trigger, person, bench))
    .filter(inside)
    .sort((a, b) => a.at - b.at || rank(a) - rank(b));
}

function momentsOf(trigger: CompiledNode, person: PastPerson, bench: BacktestBench): TriggerMoment[] {
  switch (trigger.type) {
    case "trigger.event": {
      const { event: name } = triggerEvent.schema.parse(trigger.config);
      return person.events
        .filter(({ event }) => event === name)
        .map((event) => ({ at: event.at, trigger, event, properties: event.properties }));
    }
    case "trigger.pattern":
    case "trigger.inactivity":
      return patternMoments(trigger, person, bench);
    case "trigger.schedule":
    case "trigger.date_attribute":
      return timerMoments(trigger, person, bench);
    case "trigger.segment_entered": {
      const { config } = trigger;
      const id = config && typeof config === "object" && "segment_id" in config ? config.segment_id : undefined;
      return person.segments
        .filter((segment) => segment.id === id)
        .map(({ since }) => ({ at: since, trigger, properties: {} }));
    }
    default:
      return [];
  }
}

/** The same fold as of live events, over all that is known of the person. */
function patternMoments(trigger: CompiledNode, person: PastPerson, bench: BacktestBench): TriggerMoment[] {
  const pattern = readPattern(trigger.type, trigger.config);
  if (!pattern) return [];
  const names = eventsOf(pattern);
  const home = { nodeId: trigger.id, journey: bench.journey, timezone: bench.defaultTimezone };
  const moments: TriggerMoment[] = [];
  const byTime = (at: Instant): TriggerMoment => ({ at, trigger, properties: {} });
  let row: { state: PatternState; due: Instant | undefined } = { state: {}, due: undefined };
  for (const event of person.events) {
    if (names && !names.includes(event.event)) continue;
    const parts =
      pattern.kind === "silence" ? [0] : pattern.parts.flatMap((part, i) => (part.event === event.event ? [i] : []));
    const match = matchPattern(pattern, parts, home, person.subscriber, event);
    if (!match) continue;
    const touched = touchPattern(pattern, row, match, event.at);
    row = touched;
    for (const { at, byEvent } of touched.fired)
      moments.push(byEvent ? { at, trigger, event, properties: event.properties } : byTime(at));
  }
  moments.push(...letTimePass(pattern, row.state, row.due, bench.until - 1).fired.map(byTime));
  return moments;
}

function timerMoments(trigger: CompiledNode, person: PastPerson, bench: BacktestBench): TriggerMoment[] {
  const plan = timerPlan(trigger.type, trigger.config);
  if (!plan) return [];
  const fallback = (plan.zone !== "person" && plan.zone.fixed) || bench.defaultTimezone;
  const own = plan.zone === "person" && person.subscriber.timezone;
  const zone = own && isTimeZone(own) ? own : isTimeZone(fallback) ? fallback : "UTC";
  const member = plan.segmentId === undefined || person.segments.find(({ id }) => id === plan.segmentId);
  if (!member) return [];
  const since = member === true ? Number.NEGATIVE_INFINITY : member.since;
  return instantsOf(plan, person.subscriber, zone, bench)
    .filter(({ at }) => at >= since)
    .map(({ at, local }) => ({ at, trigger, properties: { occurrence: local } }));
}

/** Plans are made anew for each person; what they come to in a zone is the same for all. */
const known = new WeakMap<BacktestBench, Map<string, { at: Instant; local: string }[]>>();

function instantsOf(
  plan: TimerPlan,
  subscriber: SubscriberFacts,
  zone: string,
  bench: BacktestBench,
): { at: Instant; local: string }[] {
  const { date } = plan;
  if (date) {
    const value = dateOf(subscriber, date.attribute);
    return collect(bench, (after) => {
      const at = nextRuleMoment(date.rule, value, after, zone);
      return at === undefined ? undefined : nextOccurrence(plan.recurrence, at - 1, zone);
    });
  }
  const cache = known.get(bench) ?? new Map<string, { at: Instant; local: string }[]>();
  known.set(bench, cache);
  const key = `${zone} ${JSON.stringify(plan.recurrence)}`;
  const instants = cache.get(key) ?? collect(bench, (after) => nextOccurrence(plan.recurrence, after, zone));
  cache.set(key, instants);
  return instants;
}

function collect<T extends { at: Instant }>(
  { from, until }: BacktestBench,
  next: (after: Instant) => T | undefined,
): T[] {
  const found: T[] = [];
  for (let one = next(from - 1); one && one.at < until && found.length < OCCURRENCES_MAX; one = next(one.at))
    found.push(one);
  return found;
}

function dateOf(subscriber: SubscriberFacts, path: string) {
  const at = pathRoot(path);
  if (at.root === "field") return dig(fieldValue(subscriber, at.field), at.keys);
  return at.root === "attribute" ? dig(subscriber.attributes, at.keys) : undefined;
}
