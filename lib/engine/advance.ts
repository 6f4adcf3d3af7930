import { type Facts, STANDING, STANDING_KEY } from "@/lib/journey/facts";
import type { Outcome, Wake } from "@/lib/journey/outcome";
import type { StepEnvironment } from "@/lib/nodes/define-node";
import { interruption } from "./interruption";
import { runDeadline } from "./run-deadline";
import { type CompiledGraph, type Position, STEPS_WITHOUT_WAIT_MAX, type Walk } from "./types";
import {
  countVisit,
  endWalk,
  enterNode,
  failWalk,
  finishVisit,
  logDrop,
  logWaiting,
  performEffects,
  startWalk,
  type WalkState,
  waitWalk,
} from "./walk-state";

/**
 * Walks one run from where it stands until it waits again or ends. Pure: the same arguments give the same walk, and
 * nothing is performed, only described. `{kind: "needs"}` names facts that were missing; call again with them in
 * `facts.fetched`. Throws only on bugs (a node that is not in the version, a step that throws).
 *
 * Whoever's parent has left leaves before anything else. Order of things at every step: goals draw people in, exit_when and max_time end the run, then the node itself is asked.
 * A waiting node is shown every wake in order of time, and its timer last.
 */
export function advance(compiled: CompiledGraph, position: Position, facts: Facts, env: StepEnvironment): Walk {
  if (position.wakes.some(({ by }) => by === "parent_left")) return leaveWithParent(compiled, position, facts, env);
  if (compiled.asksStanding && !facts.fetched.has(STANDING_KEY)) return { kind: "needs", facts: [STANDING] };
  const state = startWalk(compiled, position, facts, env);
  let wake = position.arrived ? state.wakes.shift() : undefined;
  let timer = position.arrived && wake === undefined && isDue(position.due_at, env);
  let stepsWithoutWait = 0;

  for (;;) {
    const interrupt = interruption(state, wake);
    if (interrupt.kind === "needs") return interrupt;
    if (interrupt.kind === "ends") {
      if (state.arrived) logDrop(state, interrupt.reason, interrupt.seen);
      return endWalk(state, interrupt.state, interrupt.reason);
    }
    if (interrupt.kind === "drawn") {
      if (state.arrived) logDrop(state, "goal_reached", interrupt.seen);
      enterNode(state, interrupt.to, state.arrived);
    }

    if (!state.arrived) countVisit(state);
    const outcome = askNode(state, { wake, timer, drawn: interrupt.kind === "drawn" });
    switch (outcome.kind) {
      case "needs":
        return outcome;
      case "end":
        performEffects(state, outcome.effects);
        finishVisit(state, outcome, "ended");
        return endWalk(state, outcome.state, outcome.reason);
      case "leave": {
        performEffects(state, outcome.effects);
        finishVisit(state, outcome, outcome.effects?.some(({ kind }) => kind === "skip") ? "skipped" : "passed");
        const next = state.node.next.get(outcome.port);
        if (next === undefined) return endWalk(state, "completed", "end_of_path");
        enterNode(state, compiled.node(next), true);
        if (++stepsWithoutWait > STEPS_WITHOUT_WAIT_MAX) return failWalk(state, "too_many_steps");
        wake = undefined;
        timer = false;
        break;
      }
      case "wait": {
        performEffects(state, outcome.effects);
        if (!state.arrived) logWaiting(state, outcome.seen);
        wake = state.wakes.shift();
        if (wake) {
          stepsWithoutWait = 0;
          timer = false;
          break;
        }
        const due = cappedDue(state, outcome);
        // A timer that is due is looked at now; a node that goes on waiting on its own timer would never leave.
        if (!isDue(due, env)) return waitWalk(state, due, outcome.listen ?? []);
        if (timer) return failWalk(state, "wait_without_end");
        timer = true;
      }
    }
  }
}

/** A sub-journey ends where its person stands, without asking the node: what it was a part of is over for them. */
function leaveWithParent(compiled: CompiledGraph, position: Position, facts: Facts, env: StepEnvironment): Walk {
  const state = startWalk(compiled, position, facts, env);
  logDrop(state, "parent_left", []);
  return endWalk(state, "exited", "parent_left");
}

function askNode(state: WalkState, moment: { wake: Wake | undefined; timer: boolean; drawn: boolean }): Outcome {
  const { node, facts, env, arrivedAt } = state;
  const { id, type, config, definition } = node;
  return definition.step({ node: { id, type, config }, facts, env, arrived_at: arrivedAt, ...moment });
}

function isDue(due: Position["due_at"], env: StepEnvironment): boolean {
  return due !== "forever" && due <= env.now;
}

/** Nobody waits beyond the journey's maximum time: the wait ends then, and the run with it. */
function cappedDue(state: WalkState, outcome: Extract<Outcome, { kind: "wait" }>): Position["due_at"] {
  const deadline = runDeadline(state.compiled.settings, state.facts);
  if (deadline === undefined) return outcome.until;
  return outcome.until === "forever" ? deadline : Math.min(outcome.until, deadline);
}
