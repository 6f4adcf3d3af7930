import type { ConsentState } from "@/lib/journey/condition";
import { evaluateCondition } from "@/lib/journey/evaluate-condition";
import type { EventFact, Facts, Instant, SubscriberFacts } from "@/lib/journey/facts";
import { readPath } from "@/lib/journey/read-path";
import { addDuration } from "@/lib/journey/time";
import type { StepEnvironment } from "@/lib/nodes/define-node";
import { type Simulation, simulate } from "./simulate";
import { answerFromHistory } from "./simulated-history";
import type { CompiledGraph } from "./types";

/** Somebody as they are today, with what they did, oldest first. */
export type PastPerson = {
  subscriber: SubscriberFacts;
  consent: ConsentState;
  /** id and since when they are in it */
  segments: readonly { id: string; since: Instant }[];
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
export type BacktestOutcome = {
  runs: BacktestRun[];
  /** events that would have started a run but for … */
  refused: { reentry: number; filter: number; eligibility: number };
};

/**
 * What a journey would have done with somebody, had it been live in the past: each event that its triggers wait for is tried in order, under
 * the journey's re-entry and eligibility rules, and walked with what they really did afterwards. Facts of history are those of then;
 * attributes and tags are today's, because nobody kept the old ones. Pure.
 */
export function backtestPerson(person: PastPerson, bench: BacktestBench): BacktestOutcome {
  const { compiled, from, until } = bench;
  const names = triggerEvents(compiled);
  const allowAt = new Map<string, Instant>();
  const outcome: BacktestOutcome = { runs: [], refused: { reentry: 0, filter: 0, eligibility: 0 } };
  for (const [index, event] of person.events.entries()) {
    if (event.at < from || event.at >= until || !names.has(event.event)) continue;
    const entering: Entering = { person, bench, event, history: person.events.slice(0, index) };
    const key = entryKey(entering);
    if (event.at < (allowAt.get(key) ?? Number.NEGATIVE_INFINITY)) {
      outcome.refused.reentry += 1;
      continue;
    }
    if (!eligible(entering)) {
      outcome.refused.eligibility += 1;
      continue;
    }
    const simulation = walk(entering, person.events.slice(index + 1));
    if (simulation.visits.length === 0) {
      outcome.refused.filter += 1;
      continue;
    }
    outcome.runs.push({ entered_at: event.at, simulation });
    allowAt.set(key, allowedAgain(compiled, event.at, simulation));
  }
  return outcome;
}

/** What the journey's triggers listen to; those of other kinds cannot be replayed from events. */
export function triggerEvents({ triggers }: CompiledGraph): Set<string> {
  return new Set(
    triggers.flatMap(({ type, config }) => {
      const event =
        type === "trigger.event" && config && typeof config === "object" && "event" in config && config.event;
      return typeof event === "string" ? [event] : [];
    }),
  );
}

type Entering = { person: PastPerson; bench: BacktestBench; event: EventFact; history: readonly EventFact[] };

function segmentsAt({ person, event }: Entering): Set<string> {
  return new Set(person.segments.filter(({ since }) => since <= event.at).map(({ id }) => id));
}

function factsOf({ person, bench, event }: Entering): Facts {
  return {
    subscriber: person.subscriber,
    trigger: { node: "", event: event.event, event_id: event.id, properties: event.properties, at: event.at },
    run: {},
    entered_at: event.at,
    journey: bench.journey,
    default_timezone: bench.defaultTimezone,
    fetched: new Map(),
  };
}

function entryKey(entering: Entering): string {
  const { reentry } = entering.bench.compiled.settings;
  if (reentry.policy !== "parallel") return "";
  if (reentry.key === undefined) return entering.event.id;
  const value = readPath(reentry.key, factsOf(entering));
  return value === undefined ? "" : JSON.stringify(value);
}

function eligible(entering: Entering): boolean {
  const { eligibility } = entering.bench.compiled.settings;
  if (!eligibility) return true;
  const { person, event, history } = entering;
  let facts = factsOf(entering);
  for (;;) {
    const asked = evaluateCondition(eligibility, facts, event.at);
    if (asked.kind === "decided") return asked.result;
    const known = {
      events: [...history, event],
      segments: segmentsAt(entering),
      consent: person.consent,
      triggerId: event.id,
      enteredAt: event.at,
    };
    const answers = answerFromHistory(asked.facts, known, facts, event.at);
    facts = { ...facts, fetched: new Map([...facts.fetched, ...answers]) };
  }
}

function walk(entering: Entering, upcoming: readonly EventFact[]): Simulation {
  const { person, bench, event, history } = entering;
  return simulate({
    compiled: bench.compiled,
    journey: bench.journey,
    subscriber: person.subscriber,
    consent: person.consent,
    segments: segmentsAt(entering),
    history,
    trigger: { event: event.event, properties: event.properties },
    events: [],
    upcoming,
    until: bench.until,
    startAt: event.at,
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
