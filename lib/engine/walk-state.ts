import type { Facts, Instant, Seen } from "@/lib/journey/facts";
import type { Effect, Outcome, Wake, WalkStep } from "@/lib/journey/outcome";
import type { StepEnvironment } from "@/lib/nodes/define-node";
import { applyEffect } from "./apply-effect";
import type { CompiledGraph, CompiledNode, PlannedEffect, Position, Walk } from "./types";

/** A walk in the making. Lives for one call of advance and is seen by nobody else. */
export type WalkState = {
  readonly compiled: CompiledGraph;
  readonly env: StepEnvironment;
  readonly runBefore: Facts["run"];
  node: CompiledNode;
  visit: number;
  arrivedAt: Instant;
  /** the visit to `node` has been logged as waiting */
  arrived: boolean;
  /** not shown to any node yet, in order of time */
  wakes: Wake[];
  facts: Facts;
  steps: WalkStep[];
  effects: PlannedEffect[];
};

export function startWalk(compiled: CompiledGraph, position: Position, facts: Facts, env: StepEnvironment): WalkState {
  return {
    compiled,
    env,
    runBefore: facts.run,
    node: compiled.node(position.node),
    visit: position.visit,
    arrivedAt: position.arrived ? position.arrived_at : env.now,
    arrived: position.arrived,
    wakes: [...position.wakes].sort((a, b) => wakeAt(a) - wakeAt(b)),
    facts,
    steps: [],
    effects: [],
  };
}

const wakeAt = (wake: Wake): Instant => (wake.by === "event" ? wake.event.at : wake.at);

/** Moves on to a node; `newVisit` unless the run was only about to enter the node it stands before. */
export function enterNode(state: WalkState, node: CompiledNode, newVisit: boolean): void {
  state.node = node;
  state.arrived = false;
  state.arrivedAt = state.env.now;
  if (newVisit) state.visit += 1;
}

/** Keeps the visit counters that conditions and templates of this version ask for. */
export function countVisit(state: WalkState): void {
  const { countedVisits } = state.compiled;
  const { id } = state.node;
  if (countedVisits !== "all" && !countedVisits.has(id)) return;
  const { run } = state.facts;
  const visits = { ...run.visits, [id]: (run.visits?.[id] ?? 0) + 1 };
  state.facts = { ...state.facts, run: { ...run, visits } };
}

export function performEffects(state: WalkState, effects: Effect[] | undefined): void {
  const { env, node, visit } = state;
  for (const effect of effects ?? []) {
    state.effects.push({ node: node.id, visit, at: env.now, effect });
    state.facts = applyEffect(effect, node.id, state.facts, env.now);
  }
}

export function finishVisit(
  state: WalkState,
  outcome: Extract<Outcome, { kind: "leave" | "end" }>,
  result: "passed" | "skipped" | "ended",
): void {
  const { reason, seen } = outcome;
  state.steps.push({
    ...stepOf(state),
    left_at: state.env.now,
    ...(outcome.kind === "leave" && { port: outcome.port }),
    outcome: result,
    ...(reason && { reason }),
    ...(seen && seen.length > 0 && { seen }),
  });
  if (outcome.kind === "leave" && outcome.event)
    state.facts = { ...state.facts, run: { ...state.facts.run, event: outcome.event } };
}

export function logWaiting(state: WalkState, seen: Seen[] | undefined): void {
  state.arrived = true;
  state.steps.push({ ...stepOf(state), outcome: "waiting", ...(seen && seen.length > 0 && { seen }) });
}

/** The visit ends without the node having a say. */
export function logDrop(state: WalkState, reason: string, seen: Seen[]): void {
  const { now } = state.env;
  state.steps.push({ ...stepOf(state), left_at: now, outcome: "dropped", reason, ...(seen.length > 0 && { seen }) });
}

function stepOf({ node, visit, arrivedAt }: WalkState) {
  return { visit, node: node.id, type: node.type, entered_at: arrivedAt };
}

/** Everything that may wake someone who waits here: the node's own, unmet goals further on, the exit rule. */
export function waitWalk(state: WalkState, due: Position["due_at"], ownListen: string[]): Walk {
  const { compiled, node, visit, arrivedAt, facts } = state;
  const goals = compiled.goals.filter(
    (goal) => goal.node.id !== node.id && goal.upstream.has(node.id) && facts.run.goals?.[goal.node.id] === undefined,
  );
  const listen = [...new Set([...ownListen, ...goals.flatMap((goal) => goal.listens), ...compiled.exitListens])];
  const position = { node: node.id, visit, arrived_at: arrivedAt, due_at: due };
  return { kind: "waits", position, listen, ...resultOf(state) };
}

export function endWalk(state: WalkState, end: "completed" | "exited" | "failed", reason: string): Walk {
  return { kind: "ends", state: end, reason, at: state.env.now, node: state.node.id, ...resultOf(state) };
}

/** Stops a run whose graph would keep it busy for ever. */
export function failWalk(state: WalkState, reason: string): Walk {
  state.steps.push({ ...stepOf(state), left_at: state.env.now, outcome: "failed", reason });
  return endWalk(state, "failed", reason);
}

function resultOf({ steps, effects, facts, runBefore }: WalkState) {
  return { steps, effects, run: facts.run, runChanged: facts.run !== runBefore };
}
