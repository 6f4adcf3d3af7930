import type { ConsentState } from "@/lib/journey/condition";
import type { EventFact, Facts, Instant, SubscriberFacts } from "@/lib/journey/facts";
import type { JsonObject } from "@/lib/journey/json";
import { readPath } from "@/lib/journey/read-path";
import { addDuration } from "@/lib/journey/time";
import type { StepEnvironment } from "@/lib/nodes/define-node";
import { triggerControlsSchema } from "@/lib/nodes/trigger-controls";
import { simulate } from "./simulate";
import type { Simulation } from "./simulation";
import { type TriggerMoment, triggerMoments } from "./trigger-moments";
import type { CompiledGraph } from "./types";

/** Somebody as they are today, with what they did, oldest first. */
export type PastPerson = {
  subscriber: SubscriberFacts;
  consent: ConsentState;
  /** id and since when they are in it */
  segments: readonly { id: string; since: Instant }[];
  /** scores and the like of today, which nobody kept for then; `{}`: the workspace does not score */
  standing: JsonObject;
  events: readonly EventFact[];
};

export type BacktestBench = {
  compiled: CompiledGraph;
  journey: Facts["journey"];
  defaultTimezone: string;
  fill: StepEnvironment["fill"];
  /** entries are looked for in [from, until); nothing is walked later */
  from: Instant;
  until: Instant;
};

export type BacktestRun = { entered_at: Instant; simulation: Simulation };
/** What stood against an entry: `limits` are a trigger's hours, its pause between two entries and its entries a person. */
export type BacktestRefusals = Record<"reentry" | "filter" | "eligibility" | "consent" | "limits", number>;
export type BacktestOutcome = { runs: BacktestRun[]; refused: BacktestRefusals };

/** A simulation's reasons why nobody entered. */
const REFUSED: Record<string, keyof BacktestRefusals | undefined> = {
  not_eligible: "eligibility",
  no_consent: "consent",
  outside_hours: "limits",
};

/**
 * What a journey would have done with somebody, had it been live in the past: each moment that sets one of its triggers off is tried in
 * order, under the trigger's and the journey's rules, and walked with what they really did afterwards. Facts of history are those of then;
 * attributes, tags and scores are today's, because nobody kept the old ones. A trigger's maximum over everybody is not counted. Pure.
 */
export function backtestPerson(person: PastPerson, bench: BacktestBench): BacktestOutcome {
  const { compiled } = bench;
  const allowAt = new Map<string, Instant>();
  const uses = new Map<string, { entries: number; lastAt: Instant }>();
  const outcome: BacktestOutcome = {
    runs: [],
    refused: { reentry: 0, filter: 0, eligibility: 0, consent: 0, limits: 0 },
  };
  const entered = new Set<string>();
  for (const moment of triggerMoments(person, bench)) {
    const { at, event, trigger } = moment;
    if (event && entered.has(event.id)) continue; // of several triggers that one event sets off one counts
    const key = entryKey(moment, person, bench);
    if (at < (allowAt.get(key) ?? Number.NEGATIVE_INFINITY)) {
      outcome.refused.reentry += 1;
      continue;
    }
    if (isOverLimit(moment, uses.get(trigger.id))) {
      outcome.refused.limits += 1;
      continue;
    }
    const simulation = walk(moment, person, bench);
    if (simulation.visits.length === 0) {
      outcome.refused[REFUSED[simulation.reason ?? ""] ?? "filter"] += 1;
      continue;
    }
    if (event) entered.add(event.id);
    uses.set(trigger.id, { entries: (uses.get(trigger.id)?.entries ?? 0) + 1, lastAt: at });
    outcome.runs.push({ entered_at: at, simulation });
    allowAt.set(key, allowedAgain(compiled, at, simulation));
  }
  return outcome;
}

/** The rule of lib/commands/trigger-limits.ts for one person. */
function isOverLimit({ at, trigger }: TriggerMoment, used: { entries: number; lastAt: Instant } | undefined): boolean {
  if (!used) return false;
  const { cooldown, max_entries_per_person } = triggerControlsSchema.parse(trigger.config);
  if (cooldown !== undefined && at < addDuration(used.lastAt, cooldown, "UTC")) return true;
  return used.entries >= (max_entries_per_person ?? Number.POSITIVE_INFINITY);
}

function entryKey({ at, event, trigger, properties }: TriggerMoment, person: PastPerson, bench: BacktestBench): string {
  const { reentry } = bench.compiled.settings;
  if (reentry.policy !== "parallel") return "";
  if (reentry.key === undefined) return event?.id ?? `${trigger.id} ${at}`;
  const value = readPath(reentry.key, {
    subscriber: person.subscriber,
    trigger: { node: trigger.id, ...(event && { event: event.event, event_id: event.id }), properties, at },
    run: {},
    entered_at: at,
    journey: bench.journey,
    default_timezone: bench.defaultTimezone,
    fetched: new Map(),
  });
  return value === undefined ? "" : JSON.stringify(value);
}

function walk({ at, event, trigger, properties }: TriggerMoment, person: PastPerson, bench: BacktestBench): Simulation {
  // Several events may share an instant: those that came before this one are known by their place.
  const place = event ? person.events.indexOf(event) : person.events.findLastIndex((past) => past.at <= at) + 1;
  return simulate({
    compiled: bench.compiled,
    journey: bench.journey,
    subscriber: person.subscriber,
    consent: person.consent,
    segments: new Set(person.segments.filter(({ since }) => since <= at).map(({ id }) => id)),
    standing: { as_given: person.standing },
    history: person.events.slice(0, place),
    trigger: { node: trigger.id, properties, ...(event && { event: event.event }) },
    events: [],
    upcoming: person.events.slice(event ? place + 1 : place),
    until: bench.until,
    startAt: at,
    defaultTimezone: bench.defaultTimezone,
    fill: bench.fill,
  });
}

const NEVER = Number.POSITIVE_INFINITY;

/** From when the same key lets them in again: the rule of lib/commands/commit-walks.ts, releaseOf. */
function allowedAgain(
  { settings: { reentry } }: CompiledGraph,
  enteredAt: Instant,
  { ended, at }: Simulation,
): Instant {
  const over = ended === "waiting" ? NEVER : at;
  switch (reentry.policy) {
    case "once":
    case "parallel":
      return NEVER;
    case "once_at_a_time":
      return over;
    case "after":
      return Math.max(over, addDuration(enteredAt, reentry.after, "UTC"));
  }
}
