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
    wakes: position.wakes.length < 2 ? [...position.wakes] : position.wakes.toSorted((a, b) => wakeAt(a) - wakeAt(b)),
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
  if (!effects) return;
  for (const effect of effects) {
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
  const step = stepOf(state, result, state.env.now);
  if (outcome.kind === "leave") step.port = outcome.port;
  if (reason) step.reason = reason;
  if (seen && seen.length > 0) step.seen = seen;
  state.steps.push(step);
  if (outcome.kind === "leave" && outcome.event)
    state.facts = { ...state.facts, run: { ...state.facts.run, event: outcome.event } };
}

export function logWaiting(state: WalkState, seen: Seen[] | undefined): void {
  state.arrived = true;
  const step = stepOf(state, "waiting");
  if (seen && seen.length > 0) step.seen = seen;
  state.steps.push(step);
}

/** The visit ends without the node having a say. */
export function logDrop(state: WalkState, reason: string, seen: Seen[]): void {
  const step = stepOf(state, "dropped", state.env.now);
  step.reason = reason;
  if (seen.length > 0) step.seen = seen;
  state.steps.push(step);
}

function stepOf(state: WalkState, outcome: WalkStep["outcome"], leftAt?: Instant): WalkStep {
  const { node, visit, arrivedAt } = state;
  const step: WalkStep = { visit, node: node.id, type: node.type, entered_at: arrivedAt, outcome };
  if (leftAt !== undefined) step.left_at = leftAt;
  return step;
}

/** Everything that may wake someone who waits here: the node's own, unmet goals further on, the exit rule. */
export function waitWalk(state: WalkState, due: Position["due_at"], ownListen: string[]): Walk {
  const { node, visit, arrivedAt } = state;
  const position = { node: node.id, visit, arrived_at: arrivedAt, due_at: due };
  return { kind: "waits", position, listen: listenOf(state, ownListen), ...resultOf(state) };
}

const NOTHING: readonly string[] = [];

function listenOf({ compiled, node, facts }: WalkState, ownListen: readonly string[]): readonly string[] {
  if (compiled.goals.length === 0 && compiled.exitListens.length === 0)
    return ownListen.length === 0 ? NOTHING : [...new Set(ownListen)];
  const goals = compiled.goals.filter(
    (goal) => goal.node.id !== node.id && goal.upstream.has(node.id) && facts.run.goals?.[goal.node.id] === undefined,
  );
  return [...new Set([...ownListen, ...goals.flatMap((goal) => goal.listens), ...compiled.exitListens])];
}

export function endWalk(state: WalkState, end: "completed" | "exited" | "failed", reason: string): Walk {
  return { kind: "ends", state: end, reason, at: state.env.now, node: state.node.id, ...resultOf(state) };
}

/** Stops a run whose graph would keep it busy for ever. */
export function failWalk(state: WalkState, reason: string): Walk {
  const step = stepOf(state, "failed", state.env.now);
  step.reason = reason;
  state.steps.push(step);
  return endWalk(state, "failed", reason);
}

function resultOf({ steps, effects, facts, runBefore }: WalkState) {
  return { steps, effects, run: facts.run, runChanged: facts.run !== runBefore };
}
