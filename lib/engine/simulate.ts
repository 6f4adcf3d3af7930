import { evaluateCondition } from "@/lib/journey/evaluate-condition";
import type { EventFact, Facts, Seen } from "@/lib/journey/facts";
import type { Wake, WalkStep } from "@/lib/journey/outcome";
import { personZone } from "@/lib/journey/person-zone";
import { addDuration } from "@/lib/journey/time";
import { callChannelOf } from "./call-channel-of";
import { chooseTrigger, enterBy } from "./choose-trigger";
import type { Simulation, SimulationInput } from "./simulation";
import type { Position, Walk } from "./types";
import { answersNow, type Simulator, walkSimulated } from "./walk-simulated";

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
    segments: input.segments ?? new Set(),
    steps: [],
    messages: [],
    calls: [],
    tasks: [],
    decide: (condition, about) => {
      const asked = evaluateCondition(condition, about, simulator.now);
      if (asked.kind === "decided") return asked;
      const fetched = new Map([...about.fetched, ...answersNow(simulator, asked.facts)]);
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
    const walk = walkSimulated(simulator, position);
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
