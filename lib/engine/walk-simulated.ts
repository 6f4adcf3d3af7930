import type { Condition } from "@/lib/journey/condition";
import type {
  EventFact,
  FactKey,
  FactRequest,
  Facts,
  FactValue,
  FetchedFacts,
  Instant,
  RunData,
  Seen,
} from "@/lib/journey/facts";
import type { JsonObject } from "@/lib/journey/json";
import type { WalkStep } from "@/lib/journey/outcome";
import type { StepEnvironment } from "@/lib/nodes/define-node";
import { advance } from "./advance";
import { applyEffect } from "./apply-effect";
import { callChannelOf } from "./call-channel-of";
import { answerFromHistory } from "./simulated-history";
import type { SimulatedCall, SimulatedMessage, SimulatedTask, SimulationInput } from "./simulation";
import { stableRandom } from "./stable-random";
import { standingOverTime } from "./standing-over-time";
import type { Position, Walk } from "./types";

/** A simulation under way. */
export type Simulator = {
  input: SimulationInput;
  now: Instant;
  facts: Facts;
  happened: EventFact[];
  upcoming: EventFact[];
  segments: ReadonlySet<string>;
  steps: WalkStep[];
  messages: SimulatedMessage[];
  calls: SimulatedCall[];
  tasks: SimulatedTask[];
  decide: (condition: Condition, facts: Facts) => { result: boolean; seen: Seen[] };
};

/** One walk of a simulated person at the simulator's present, with everything that it describes taken as done. */
export function walkSimulated(simulator: Simulator, position: Position): Exclude<Walk, { kind: "needs" }> {
  const { input, now } = simulator;
  const env: StepEnvironment = { now, random: stableRandom, fill: input.fill };
  let facts = { ...simulator.facts, fetched: new Map<FactKey, FactValue>() };
  for (;;) {
    const walk = advance(input.compiled, position, facts, env);
    if (walk.kind === "needs") {
      facts = { ...facts, fetched: new Map([...facts.fetched, ...answersNow(simulator, walk.facts)]) };
      continue;
    }
    simulator.steps.push(...walk.steps);
    let person: Facts = { ...simulator.facts, run: withTurns(walk) };
    for (const { effect, node, visit, at } of walk.effects) {
      const call = callChannelOf(effect);
      if (call) simulator.calls.push({ node_id: node, visit, at, facts: person, channel: call });
      if (effect.kind === "send_email" || effect.kind === "send_push")
        simulator.messages.push({
          node_id: node,
          channel: effect.kind === "send_email" ? "email" : "push",
          visit,
          at,
          facts: person,
          ask: asker(simulator, person, at),
        });
      else if (effect.kind === "join_segment" || effect.kind === "leave_segment")
        simulator.segments = changed(simulator.segments, effect);
      else if (effect.kind === "emit_event") {
        // The run does not hear it; whatever counts events does, from the next walk on.
        const id = `emitted-${simulator.happened.length}`;
        simulator.happened.push({ id, event: effect.event, properties: effect.properties, at, occurred_at: at });
      } else if (effect.kind === "create_task") simulator.tasks.push({ node_id: node, visit, at, task: effect.task });
      else if (effect.kind !== "set_run") person = { ...applyEffect(effect, node, person, at), run: person.run };
    }
    simulator.facts = person;
    return walk;
  }
}

/** Somebody alone is never behind others in a line: their turn is now. */
function withTurns({ run, effects }: Exclude<Walk, { kind: "needs" }>): RunData {
  const taken = effects.filter(({ effect }) => effect.kind === "take_turn").map(({ node, at }) => [node, at]);
  return taken.length === 0 ? run : { ...run, turns: { ...run.turns, ...Object.fromEntries(taken) } };
}

function changed(
  segments: ReadonlySet<string>,
  { kind, segment_id }: { kind: "join_segment" | "leave_segment"; segment_id: string },
): ReadonlySet<string> {
  const after = new Set(segments);
  if (kind === "join_segment") after.add(segment_id);
  else after.delete(segment_id);
  return after;
}

/** What the person's past answers now. */
export function answersNow(simulator: Simulator, requests: readonly FactRequest[]): FetchedFacts {
  return asker(simulator, simulator.facts, simulator.now)(requests);
}

/** What happens later is not seen: history is cut at `now`. */
function asker({ input, happened, segments }: Simulator, facts: Facts, now: Instant): SimulatedMessage["ask"] {
  const history = {
    events: happened,
    segments,
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
