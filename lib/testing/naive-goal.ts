import type { EventFact } from "@/lib/journey/facts";
import { eventsOf, isTrue } from "./naive-condition";
import { type Moment, type Run, type Says, worldOf } from "./naive-run";
import { later } from "./naive-waits";
import type { SeededStep } from "./seeded-step";

export type GoalStep = Extract<SeededStep, { type: "goal" }>;

/** Somebody stands before a goal. */
export function goalStep(id: string, step: GoalStep, run: Run, moment: Moment): Says {
  if (run.reached.has(id)) return { go: "next", reason: "goal_reached" };
  if (moment.drawn || isMet(step, run, moment.event)) {
    run.reached.add(id);
    return { go: "next", reason: "goal_reached", ...(moment.event && { event: moment.event }) };
  }
  const { window } = step.config;
  if (!window || moment.timeIsUp) return { stop: "completed", reason: "goal_not_reached" };
  return { stay: later(moment.arrivedAt, window, run.person.zone), hears: goalHears(step) };
}

/** Whether what a goal asks for has come true, perhaps by this event. */
export function isMet(goal: GoalStep, run: Run, event: EventFact | undefined): boolean {
  const { config } = goal;
  if (config.condition) return isTrue(config.condition, run, true);
  return (
    event?.event === config.event &&
    event !== undefined &&
    (!config.where || isTrue(config.where, { ...worldOf(run), event }))
  );
}

/** The events that may make it true. */
export function goalHears({ config }: GoalStep): string[] {
  return config.condition ? eventsOf(config.condition) : config.event ? [config.event] : [];
}
