import type { Condition, ConsentState } from "@/lib/journey/condition";
import { evaluateCondition } from "@/lib/journey/evaluate-condition";
import type {
  EventFact,
  FactKey,
  FactRequest,
  Facts,
  FactValue,
  FetchedFacts,
  Instant,
  Seen,
  SubscriberFacts,
} from "@/lib/journey/facts";
import type { Json, JsonObject } from "@/lib/journey/json";
import type { Effect, Wake, WalkStep } from "@/lib/journey/outcome";
import { personZone } from "@/lib/journey/person-zone";
import type { PlannedTask } from "@/lib/journey/planned-task";
import { addDuration } from "@/lib/journey/time";
import type { StepEnvironment } from "@/lib/nodes/define-node";
import { advance } from "./advance";
import { applyEffect } from "./apply-effect";
import { chooseTrigger, enterBy } from "./choose-trigger";
import { answerFromHistory } from "./simulated-history";
import { stableRandom } from "./stable-random";
import { type StartingStanding, standingOverTime } from "./standing-over-time";
import type { CompiledGraph, Position, Walk } from "./types";

export type SimulationInput = {
  compiled: CompiledGraph;
  journey: Facts["journey"];
  subscriber: SubscriberFacts;
  /** ids of the segments the person is in; they do not change during a simulation */
  segments?: ReadonlySet<string>;
  /** whether they may be mailed; it does not change during a simulation. Without it: they may, if they have an address */
  consent?: ConsentState;
  /** where they stood at the start; absent: the workspace does not score. "as_given" does not change any more */
  standing?: StartingStanding | { as_given: JsonObject };
  /** what the person did before */
  history?: readonly EventFact[];
  /** `event` absent: entered by hand. `node`: the trigger that was set off; without it the one that the event sets off is chosen */
  trigger: { event?: string; properties: JsonObject; node?: string };
  /** `after`: ISO-8601 duration from the start. Opens and clicks are `email_opened` / `email_clicked` with `node_id`. */
  events: readonly { event: string; properties: JsonObject; after: string }[];
  /** what they did later, at its own times (a backtest knows it); beside `events` */
  upcoming?: readonly EventFact[];
  /** nothing is walked that is due later; absent: until nothing is left to happen */
  until?: Instant;
  startAt: Instant;
  defaultTimezone: string;
  fill: StepEnvironment["fill"];
  /** what the webhook of a node answers; without it every call succeeds with `{}` */
  answerWebhook?: (nodeId: string) => { ok: boolean; value: Json };
};

/** A mail or push the journey would send. `facts` is what its template would see. */
export type SimulatedMessage = {
  node_id: string;
  channel: "email" | "push";
  visit: number;
  at: Instant;
  facts: Facts;
  /** answers what the rules of its mail want to know of the person's past, as of then */
  ask: (requests: readonly FactRequest[]) => FetchedFacts;
};

/** Somebody else's server that the journey would ask. `facts` is what its templates would see. */
export type SimulatedCall = { node_id: string; visit: number; at: Instant; facts: Facts; channel: "webhook" | "crm" };

/** A task that the journey would put on the team's list. */
export type SimulatedTask = { node_id: string; visit: number; at: Instant; task: PlannedTask };

export type Simulation = {
  /** one for each visit, in order; a visit without `left_at` is where the person waits at the end */
  visits: WalkStep[];
  messages: SimulatedMessage[];
  calls: SimulatedCall[];
  tasks: SimulatedTask[];
  ended: "completed" | "exited" | "failed" | "waiting";
  reason?: string;
  /** where the person waits at the end and until when; absent when the run has ended */
  stands?: { node: string; due_at: Instant | "forever" };
  /** nobody entered: the values that the triggers' filters looked at */
  refused?: Seen[];
  /** what they did from the start on, in order, the trigger first */
  happened: EventFact[];
  /** the virtual time at which nothing more happened */
  at: Instant;
  /** the person after it all */
  facts: Facts;
};

/** A journey that loops for ever stops being simulated after so many walks. */
const SIMULATED_WALKS_MAX = 500;

/**
 * Runs one person through a journey on a virtual clock: the clock jumps from one due time or event to the next until the run ends
 * or nothing is left to happen. Pure; the engine is the real one.
 */
export function simulate(input: SimulationInput): Simulation {
  const { startAt, subscriber } = input;
  const id = "simulated-trigger";
  const start: Facts = {
    subscriber,
    trigger: {
      node: "",
      ...(input.trigger.event && { event: input.trigger.event, event_id: id }),
      properties: input.trigger.properties,
      at: startAt,
    },
    run: {},
    entered_at: startAt,
    journey: input.journey,
    default_timezone: input.defaultTimezone,
    fetched: new Map(),
  };
  const simulator = makeSimulator(input, start);
  if (input.trigger.event)
    simulator.happened.push({
      id,
      event: input.trigger.event,
      properties: input.trigger.properties,
      at: startAt,
      occurred_at: startAt,
    });
  const { node } = input.trigger;
  const chosen = node
    ? enterBy(input.compiled, node, start, simulator.decide)
    : chooseTrigger(input.compiled, start, simulator.decide, simulator.happened);
  const turnedAway = (reason: string, refused: Seen[] = []): Simulation => ({
    ...result(simulator, "exited", reason),
    ...(refused.length > 0 && { refused }),
    facts: start,
  });
  if (!chosen.ok) return turnedAway(chosen.reason, chosen.seen);
  const { eligibility, consent_required } = input.compiled.settings;
  const eligible = eligibility && simulator.decide(eligibility, start);
  if (eligible && !eligible.result) return turnedAway("not_eligible", eligible.seen);
  // Whoever has no address has not objected.
  if (consent_required && (input.consent === "unsubscribed" || input.consent === "suppressed"))
    return turnedAway("no_consent");
  simulator.facts = { ...start, trigger: { ...start.trigger, node: chosen.node.id } };
  const simulation = runToTheEnd(simulator, chosen.node.id);
  // The filter is looked at before anybody enters, so that the trigger's own visit saw nothing.
  const visits = simulation.visits.map((visit, i) =>
    i === 0 && chosen.seen.length > 0 ? { ...visit, seen: chosen.seen } : visit,
  );
  return { ...simulation, visits };
}

type Simulator = {
  input: SimulationInput;
  now: Instant;
  facts: Facts;
  happened: EventFact[];
  upcoming: EventFact[];
  steps: WalkStep[];
  messages: SimulatedMessage[];
  calls: SimulatedCall[];
  tasks: SimulatedTask[];
  decide: (condition: Condition, facts: Facts) => { result: boolean; seen: Seen[] };
};

function makeSimulator(input: SimulationInput, facts: Facts): Simulator {
  const zone = personZone(facts);
  const upcoming = input.events
    .map(({ event, properties, after }, i): EventFact => {
      const at = addDuration(input.startAt, after, zone);
      return { id: `simulated-${i}`, event, properties, at, occurred_at: at };
    })
    .concat(input.upcoming ?? [])
    .sort((a, b) => a.at - b.at);
  const simulator: Simulator = {
    input,
    now: input.startAt,
    facts,
    happened: [...(input.history ?? [])],
    upcoming,
    steps: [],
    messages: [],
    calls: [],
    tasks: [],
    decide: (condition, about) => {
      const asked = evaluateCondition(condition, about, simulator.now);
      if (asked.kind === "decided") return asked;
      const fetched = new Map([...about.fetched, ...answers(simulator, asked.facts)]);
      return simulator.decide(condition, { ...about, fetched });
    },
  };
  return simulator;
}

function runToTheEnd(simulator: Simulator, trigger: string): Simulation {
  const { input } = simulator;
  let position: Position = {
    node: trigger,
    visit: 0,
    arrived: false,
    arrived_at: input.startAt,
    due_at: input.startAt,
    wakes: [],
  };
  for (let walks = 0; walks < SIMULATED_WALKS_MAX; walks++) {
    const walk = walkOnce(simulator, position);
    if (walk.kind === "ends") return result(simulator, walk.state, walk.reason);
    const wake = nextWake(simulator, walk);
    if (wake === undefined) return result(simulator, "waiting", undefined, walk.position);
    position = { ...walk.position, arrived: true, wakes: wake === "timer" ? [] : [wake] };
  }
  return result(simulator, "waiting", "simulation_limit");
}

/** Moves the clock to whatever comes next for someone who waits; undefined when nothing will. */
function nextWake(
  simulator: Simulator,
  { position, listen, effects }: Extract<Walk, { kind: "waits" }>,
): Wake | "timer" | undefined {
  const { input, happened, upcoming } = simulator;
  if (effects.some(({ effect, visit }) => callChannelOf(effect) !== undefined && visit === position.visit)) {
    const answer = input.answerWebhook?.(position.node) ?? { ok: true, value: {} };
    return { by: "result", ...answer, at: simulator.now };
  }
  const own = effects.filter(({ visit }) => visit === position.visit).map(({ effect }) => effect.kind);
  // Somebody alone is never behind others in a line, and another journey's run is taken to start and to end at once.
  if (own.includes("take_turn")) return "timer";
  if (own.includes("start_run")) return { by: "result", ok: true, value: { simulated: true }, at: simulator.now };
  const due = position.due_at === "forever" ? Number.POSITIVE_INFINITY : position.due_at;
  for (let event = upcoming[0]; event && event.at <= due; event = upcoming[0]) {
    upcoming.shift();
    happened.push(event);
    simulator.now = Math.max(simulator.now, event.at);
    if (listen.includes(event.event)) return { by: "event", event };
  }
  if (position.due_at === "forever" || position.due_at >= (input.until ?? Number.POSITIVE_INFINITY)) return undefined;
  simulator.now = Math.max(simulator.now, position.due_at);
  return "timer";
}

function walkOnce(simulator: Simulator, position: Position): Exclude<Walk, { kind: "needs" }> {
  const { input, now } = simulator;
  const env: StepEnvironment = { now, random: stableRandom, fill: input.fill };
  let facts = { ...simulator.facts, fetched: new Map<FactKey, FactValue>() };
  for (;;) {
    const walk = advance(input.compiled, position, facts, env);
    if (walk.kind === "needs") {
      facts = { ...facts, fetched: new Map([...facts.fetched, ...answers(simulator, walk.facts)]) };
      continue;
    }
    simulator.steps.push(...walk.steps);
    let person: Facts = { ...simulator.facts, run: walk.run };
    for (const { effect, node, visit, at } of walk.effects) {
      if (effect.kind === "send_email" || effect.kind === "send_push")
        simulator.messages.push({
          node_id: node,
          channel: effect.kind === "send_email" ? "email" : "push",
          visit,
          at,
          facts: person,
          ask: asker(simulator, person, at),
        });
      const call = callChannelOf(effect);
      if (call) simulator.calls.push({ node_id: node, visit, at, facts: person, channel: call });
      if (effect.kind === "create_task") simulator.tasks.push({ node_id: node, visit, at, task: effect.task });
      else if (effect.kind !== "set_run") person = { ...applyEffect(effect, node, person, at), run: walk.run };
    }
    simulator.facts = person;
    return walk;
  }
}

function callChannelOf({ kind }: Effect): SimulatedCall["channel"] | undefined {
  if (kind === "call_webhook") return "webhook";
  return kind === "upsert_contact" ? "crm" : undefined;
}

function answers(simulator: Simulator, requests: readonly FactRequest[]): FetchedFacts {
  return asker(simulator, simulator.facts, simulator.now)(requests);
}

/** What happens later is not seen: history is cut at `now`. */
function asker({ input, happened }: Simulator, facts: Facts, now: Instant): SimulatedMessage["ask"] {
  const history = {
    events: happened,
    segments: input.segments ?? new Set<string>(),
    consent: facts.subscriber.email ? (input.consent ?? "subscribed") : ("no_address" as const),
    standing: (at: Instant) => standingOf(input, happened, at),
    triggerId: facts.trigger.event_id ?? "",
    enteredAt: facts.entered_at,
  };
  return (requests) => answerFromHistory(requests, history, facts, now);
}

function standingOf({ standing, history }: SimulationInput, happened: readonly EventFact[], now: Instant): JsonObject {
  if (!standing) return {};
  return "as_given" in standing
    ? standing.as_given
    : standingOverTime(standing, happened.slice(history?.length ?? 0), now);
}

function result(
  { input, happened, steps, messages, calls, tasks, now, facts }: Simulator,
  ended: Simulation["ended"],
  reason: string | undefined,
  stands?: Simulation["stands"],
): Simulation {
  const visits = new Map<number, WalkStep>();
  for (const step of steps) {
    const before = visits.get(step.visit);
    visits.set(step.visit, before ? { ...before, ...step } : step);
  }
  return {
    visits: [...visits.values()],
    messages,
    calls,
    tasks,
    ended,
    ...(reason && { reason }),
    ...(stands && { stands: { node: stands.node, due_at: stands.due_at } }),
    happened: happened.slice(input.history?.length ?? 0),
    at: now,
    facts,
  };
}
