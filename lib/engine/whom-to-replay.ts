import type { Instant } from "@/lib/journey/facts";
import { triggerEvent } from "@/lib/nodes/trigger-event/definition";
import { eventsOf, readPattern } from "./read-pattern";
import { timerPlan } from "./timer-plan";
import type { CompiledGraph } from "./types";

export type Replayed = {
  /** names of the events that may set a trigger off; null: any */
  events: string[] | null;
  segments: string[];
  everybody: boolean;
  /** events since then may matter: a silence that ends in the time begins before it */
  since: Instant;
};

const segmentOf = (config: unknown) =>
  config && typeof config === "object" && "segment_id" in config && typeof config.segment_id === "string"
    ? config.segment_id
    : undefined;

/** Whose past a backtest has to look at, from what the triggers of a journey listen to. */
export function whomToReplay({ triggers }: CompiledGraph, from: Instant): Replayed {
  const found: Replayed = { events: [], segments: [], everybody: false, since: from };
  for (const { type, config } of triggers) {
    if (type === "trigger.event") found.events?.push(triggerEvent.schema.parse(config).event);
    const pattern = readPattern(type, config);
    if (pattern) {
      const names = eventsOf(pattern);
      found.events = names && found.events ? [...found.events, ...names] : null;
      found.since = Math.min(found.since, from - reachOf(pattern));
    }
    const plan = timerPlan(type, config);
    if (plan && plan.segmentId === undefined) found.everybody = true;
    const segment = plan?.segmentId ?? (type === "trigger.segment_entered" ? segmentOf(config) : undefined);
    if (segment) found.segments.push(segment);
  }
  return found;
}

/** How long after somebody's last event time alone can make a pattern come true. */
function reachOf(pattern: NonNullable<ReturnType<typeof readPattern>>): number {
  if (pattern.kind === "silence") return pattern.forMs;
  return pattern.kind === "set" ? Math.max(...pattern.parts.map(({ withinMs }) => withinMs)) : 0;
}

/** Whether everything a person did matters, whatever its name: a trigger waits for silence of any kind. */
export function asksAnyEvent({ triggers }: CompiledGraph): boolean {
  return triggers.some(({ type, config }) => {
    const pattern = readPattern(type, config);
    return pattern !== undefined && eventsOf(pattern) === undefined;
  });
}
