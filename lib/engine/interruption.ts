import { evaluateCondition } from "@/lib/journey/evaluate-condition";
import type { FactRequest, Seen } from "@/lib/journey/facts";
import type { Wake } from "@/lib/journey/outcome";
import { runDeadline } from "./run-deadline";
import type { CompiledNode } from "./types";
import type { WalkState } from "./walk-state";

/** What takes a run off its path before the node where it stands is asked. */
export type Interruption =
  | { kind: "none" }
  | { kind: "needs"; facts: FactRequest[] }
  | { kind: "drawn"; to: CompiledNode; seen: Seen[] }
  | { kind: "ends"; state: "exited"; reason: string; seen: Seen[] };

/**
 * Goals first, so that a purchase that is both goal and exit rule counts as the goal; then the exit rule, then the
 * maximum time. The trigger itself is never interrupted: everyone who enters is seen to enter.
 */
export function interruption(state: WalkState, wake: Wake | undefined): Interruption {
  if (state.node.definition.category === "trigger") return { kind: "none" };
  const drawn = drawnToGoal(state, wake);
  if (drawn.kind !== "none") return drawn;
  const { compiled, facts, env } = state;
  const { exit_when } = compiled.settings;
  if (exit_when) {
    const evaluation = evaluateCondition(exit_when, facts, env.now, { eventsSince: "entry" });
    if (evaluation.kind === "needs") return evaluation;
    if (evaluation.result) return { kind: "ends", state: "exited", reason: "exit_when", seen: evaluation.seen };
  }
  const deadline = runDeadline(compiled.settings, facts);
  if (deadline !== undefined && deadline <= env.now)
    return { kind: "ends", state: "exited", reason: "max_time", seen: [] };
  return { kind: "none" };
}

function drawnToGoal(state: WalkState, wake: Wake | undefined): Interruption {
  const { compiled, node, facts, env } = state;
  // Listening begins when the first walk is committed; what came between entry and then is looked up once.
  const entering = state.visit === 1 && !state.arrived;
  for (const { node: goal, upstream } of compiled.goals) {
    if (goal.id === node.id || !upstream.has(node.id) || facts.run.goals?.[goal.id] !== undefined) continue;
    const evaluation = goal.definition.attracts?.({ node: goal, facts, now: env.now, wake, entering });
    if (!evaluation) continue;
    if (evaluation.kind === "needs") return evaluation;
    if (evaluation.result) return { kind: "drawn", to: goal, seen: evaluation.seen };
  }
  return { kind: "none" };
}
