import type { ConsentState } from "@/lib/journey/condition";
import { engagementEvents } from "@/lib/journey/engagement-events";
import { evaluateCondition } from "@/lib/journey/evaluate-condition";
import {
  type EventFact,
  type FactRequest,
  type Facts,
  type FactValue,
  type FetchedFacts,
  factKey,
  type Instant,
} from "@/lib/journey/facts";
import type { JsonObject } from "@/lib/journey/json";
import { measureEvents } from "@/lib/journey/measure-events";
import { windowStart } from "@/lib/journey/time";

/** What a simulated person has done and belongs to. */
export type SimulatedHistory = {
  /** everything up to now, the trigger included */
  events: readonly EventFact[];
  /** ids of the segments they are in */
  segments: ReadonlySet<string>;
  consent: ConsentState;
  /** scores and the like at `now`; `{}`: the workspace does not score */
  standing: (now: Instant) => JsonObject;
  /** the event that began the run; it is not counted "since entry" */
  triggerId: string;
  enteredAt: Instant;
};

/** Answers fact requests from a simulated history, by the rules of lib/audience/fetch-facts.ts. */
export function answerFromHistory(
  requests: readonly FactRequest[],
  history: SimulatedHistory,
  facts: Facts,
  now: Instant,
): FetchedFacts {
  return new Map(requests.map((request) => [factKey(request), answer(request, history, facts, now)]));
}

function answer(request: FactRequest, history: SimulatedHistory, facts: Facts, now: Instant): FactValue {
  if (request.kind === "segment") return history.segments.has(request.segment_id);
  if (request.kind === "consent") return history.consent;
  if (request.kind === "standing") return history.standing(now);
  const start = request.within ? windowStart(now, request.within) : Number.NEGATIVE_INFINITY;
  const recent = history.events.filter(({ at }) => at >= start && at <= now);
  if (request.kind === "message") {
    const names = engagementEvents(request);
    return recent.some(
      ({ event, properties, at }) =>
        names.includes(event) &&
        (!request.node_id || properties.node_id === request.node_id) &&
        (request.in !== "journey" || at >= history.enteredAt),
    );
  }
  const matching = recent.filter(
    (event) =>
      event.event === request.event &&
      (request.since !== "entry" || (event.at >= history.enteredAt && event.id !== history.triggerId)) &&
      passes(event, request.where, facts, now),
  );
  return request.kind === "event_count" ? matching.length : measureEvents(request.measure, request.property, matching);
}

function passes(
  event: EventFact,
  where: Extract<FactRequest, { kind: "event_count" }>["where"],
  facts: Facts,
  now: Instant,
): boolean {
  if (!where) return true;
  const evaluation = evaluateCondition(where, { ...facts, run: { event } }, now);
  return evaluation.kind === "decided" && evaluation.result;
}
