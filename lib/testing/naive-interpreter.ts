import type { EventFact, Instant } from "@/lib/journey/facts";
import { sayAction } from "./naive-actions";
import { sayChoice } from "./naive-choices";
import { eventsOf, isTrue } from "./naive-condition";
import { type GoalStep, goalHears, goalStep, isMet } from "./naive-goal";
import { type Chance, type Moment, type NaiveRun, type NaiveVisit, Run, type Says } from "./naive-run";
import { later, sayWait } from "./naive-waits";
import type { SeededJourney, SeededPerson } from "./seeded-journey";
import { seededStart } from "./seeded-journey";

function ask(id: string, run: Run, moment: Moment): Says {
  const step = run.step(id);
  switch (step.type) {
    case "trigger.event":
      return { go: "next" };
    case "goal":
      return goalStep(id, step, run, moment);
    case "exit":
      return { stop: "exited", reason: step.config.reason ?? "exit" };
    case "wait":
    case "wait_until_time":
    case "wait_until_date":
    case "wait_for_event":
    case "wait_until":
    case "wait_business_hours":
      return sayWait(step, run, moment);
    case "branch":
    case "branch_multi":
    case "branch_score":
    case "split":
    case "best_match":
    case "segment_check":
    case "go_to":
      return sayChoice(id, step, run);
    case "email":
    case "update_attributes":
    case "add_tag":
    case "remove_tag":
    case "add_to_segment":
    case "remove_from_segment":
    case "emit_event":
    case "create_task":
    case "webhook":
    case "start_journey":
    case "rate_limit":
      return sayAction(id, step, run, moment);
  }
}

/** Whether somebody at `from` may yet come to `to` along the arrows. */
function leadsTo(run: Run, from: string, to: string): boolean {
  const seen = new Set<string>();
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const step = run.step(id);
    const ways = run.person.journey.graph.edges.flatMap((edge) => (edge.from === id ? [edge.to] : []));
    for (const next of step.type === "go_to" ? [...ways, step.config.node_id] : ways)
      if (!seen.has(next)) {
        seen.add(next);
        open.push(next);
      }
  }
  return seen.has(to);
}

function goalsAhead(run: Run, id: string): [string, GoalStep][] {
  return [...run.person.journey.steps].flatMap(([goal, step]): [string, GoalStep][] =>
    step.type === "goal" && goal !== id && !run.reached.has(goal) && leadsTo(run, id, goal) ? [[goal, step]] : [],
  );
}

const deadline = ({ person: { journey, zone } }: Run): Instant =>
  journey.settings.max_time ? later(seededStart, journey.settings.max_time, zone) : Number.POSITIVE_INFINITY;

type Taken = { goal: string } | { exit: string };

/** Before each step, in this order: a goal further on that is met, the rule for leaving, the time that a run may last. */
function takenAway(run: Run, id: string, event: EventFact | undefined): Taken | undefined {
  const goal = goalsAhead(run, id).find(([, step]) => isMet(step, run, event));
  if (goal) return { goal: goal[0] };
  const { exit_when } = run.person.journey.settings;
  if (exit_when && isTrue(exit_when, run, true)) return { exit: "exit_when" };
  return deadline(run) <= run.now ? { exit: "max_time" } : undefined;
}

function heard(run: Run, id: string, own: readonly string[]): Set<string> {
  const { exit_when } = run.person.journey.settings;
  return new Set([
    ...own,
    ...goalsAhead(run, id).flatMap(([, step]) => goalHears(step)),
    ...(exit_when ? eventsOf(exit_when) : []),
  ]);
}

type Next = { id: string; drawn: boolean; event: EventFact | undefined };

/** One visit from arrival to its end; where the person goes from there, if anywhere. */
function visit(run: Run, { id, drawn, event: drawnBy }: Next): Next | undefined {
  const { done } = run;
  run.visits.set(id, (run.visits.get(id) ?? 0) + 1);
  const line: NaiveVisit = { node: id, at: run.now, left: undefined, by: "waiting", reason: "" };
  done.visits.push(line);
  const leave = (by: string, reason = "") => Object.assign(line, { left: run.now, by, reason });
  let moment: Moment = { arrivedAt: run.now, event: drawnBy, timeIsUp: false, drawn };
  for (;;) {
    const says = ask(id, run, moment);
    if ("go" in says) {
      leave(says.go, says.reason);
      if (says.event) run.event = says.event;
      const next = run.follow(id, says.go);
      if (next !== undefined) return { id: next, drawn: false, event: undefined };
      done.end = { state: "completed", reason: "end_of_path", at: run.now };
      return undefined;
    }
    if ("stop" in says) {
      leave("ended", says.reason);
      done.end = { state: says.stop, reason: says.reason, at: run.now };
      return undefined;
    }
    run.rest();
    if ("answer" in says) {
      const taken = takenAway(run, id, undefined);
      moment = { ...moment, drawn: false, event: undefined, answered: true };
      if (!taken) continue;
      return leaveEarly(run, leave, taken, undefined);
    }
    const until = Math.min(says.stay, deadline(run));
    const event = run.nextHeard(heard(run, id, says.hears), until);
    run.now = event ? event.at : Math.max(run.now, until);
    moment = { ...moment, drawn: false, event, timeIsUp: event === undefined };
    const taken = takenAway(run, id, event);
    if (taken) return leaveEarly(run, leave, taken, event);
  }
}

function leaveEarly(
  run: Run,
  leave: (by: string, reason: string) => void,
  taken: Taken,
  event: EventFact | undefined,
): Next | undefined {
  if ("goal" in taken) {
    leave("dropped", "goal_reached");
    return { id: taken.goal, drawn: true, event };
  }
  leave("dropped", taken.exit);
  run.done.end = { state: "exited", reason: taken.exit, at: run.now };
  return undefined;
}

/**
 * A second opinion on what a journey does: one person, one step at a time, written from the words that describe the steps and sharing no
 * code with lib/engine or the steps' definitions. Slow and plain on purpose. The engine has to agree with it. Walks a seeded person through a
 * seeded journey until `until` (epoch ms). `chance`: a number in [0, 1) that depends on the text alone.
 */
export function interpretNaively(
  journey: SeededJourney,
  seeded: SeededPerson,
  { journeyId, chance, until }: { journeyId: string; chance: Chance; until: Instant },
): NaiveRun {
  const person = { journey, journeyId, externalId: seeded.externalId, zone: seeded.timezone ?? "UTC", chance };
  const run = new Run(person, seeded);
  let next = visit(run, { id: "start", drawn: false, event: undefined });
  while (next && run.now <= until) {
    const taken = takenAway(run, next.id, undefined);
    if (next.drawn || !taken) {
      next = visit(run, next);
      continue;
    }
    if ("exit" in taken) {
      run.done.end = { state: "exited", reason: taken.exit, at: run.now };
      break;
    }
    next = visit(run, { id: taken.goal, drawn: true, event: undefined });
  }
  return run.done;
}
