import { compare, compareNumbers } from "./compare";
import type { Condition, EventCondition, MessageCondition } from "./condition";
import { measureOf } from "./event-measure";
import {
  type FactRequest,
  type Facts,
  type FactValue,
  factKey,
  type Instant,
  type Seen,
  STANDING,
  STANDING_KEY,
} from "./facts";
import type { Json } from "./json";
import { localTime } from "./local-time";
import { personZone } from "./person-zone";
import { pathRoot, readPath } from "./read-path";

export type Evaluation = { kind: "decided"; result: boolean; seen: Seen[] } | { kind: "needs"; facts: FactRequest[] };

export type EvaluateOptions = {
  /** "entry": event conditions without a window of their own count from the moment the run began (goals, exit rules) */
  eventsSince?: "entry";
};

/**
 * Evaluates a condition over the facts, or says which further facts would decide it. Never throws on bad data: a value
 * of the wrong type makes its comparison false. `seen` explains the result with the values that were looked at.
 */
export function evaluateCondition(
  condition: Condition,
  facts: Facts,
  now: Instant,
  options: EvaluateOptions = {},
): Evaluation {
  if ("all" in condition) return fold(condition.all, true, facts, now, options);
  if ("any" in condition) return fold(condition.any, false, facts, now, options);
  if ("none" in condition) {
    const any = fold(condition.none, false, facts, now, options);
    return any.kind === "needs" ? any : { ...any, result: !any.result, seen: any.seen.map(turnedRound) };
  }
  if ("path" in condition) {
    if (pathRoot(condition.path).root === "standing" && !facts.fetched.has(STANDING_KEY))
      return { kind: "needs", facts: [STANDING] };
    const value = readPath(condition.path, facts);
    const result = compare(condition.op, value, condition.value, now);
    return decided(result, seen(condition.path, value, condition.op, condition.value));
  }
  if ("event" in condition) return evaluateEvent(condition, facts, now, options);
  if ("segment_id" in condition) {
    const request: FactRequest = { kind: "segment", segment_id: condition.segment_id };
    return fetched(facts, request, (value) => [
      value === true,
      seen(`segment.${condition.segment_id}`, value === true),
    ]);
  }
  if ("tag" in condition) {
    const has = facts.subscriber.tags.includes(condition.tag);
    return decided(has, seen(`tag.${condition.tag}`, has));
  }
  if ("message" in condition) return evaluateMessage(condition, facts);
  if ("arm" in condition) {
    const taken = facts.run.arms?.[condition.arm];
    return decided(taken === condition.is, seen(`arm.${condition.arm}`, taken, "equals", condition.is));
  }
  if ("consent" in condition)
    return fetched(facts, { kind: "consent", channel: condition.consent }, (value) => [
      value === condition.is,
      seen(`consent.${condition.consent}`, value, "equals", condition.is),
    ]);
  if ("time" in condition) {
    const value = localTime(now, personZone(facts))[condition.time];
    const result = compare(condition.op, value, condition.value, now);
    return decided(result, seen(`time.${condition.time}`, value, condition.op, condition.value));
  }
  const visits = facts.run.visits?.[condition.visits] ?? 0;
  const result = compareNumbers(condition.op, visits, condition.value);
  return decided(result, seen(`visits.${condition.visits}`, visits, condition.op, condition.value));
}

/** What an event condition means when it names no count. */
export const AT_LEAST_ONCE = { op: "greater_or_equal", value: 1 } as const;

function evaluateEvent(condition: EventCondition, facts: Facts, now: Instant, options: EvaluateOptions): Evaluation {
  const since = condition.since ?? options.eventsSince;
  const events = {
    event: condition.event,
    ...(condition.where && { where: condition.where }),
    ...(condition.within ? { within: condition.within } : since && { since }),
  };
  const measure = measureOf(condition);
  if (measure) {
    const { property, op, value: expected } = measure.test;
    const request: FactRequest = { kind: "event_value", measure: measure.kind, property, ...events };
    return fetched(facts, request, (answer) => {
      const value = answer === null ? undefined : answer;
      const path = `${measure.kind}.${condition.event}.${property}`;
      return [compare(op, value, expected, now), { ...seen(path, value, op, expected), ...lookedAt(events) }];
    });
  }
  const { op, value: expected } = condition.count ?? AT_LEAST_ONCE;
  return fetched(facts, { kind: "event_count", ...events }, (value) => {
    const count = typeof value === "number" ? value : 0;
    const saw = { ...seen(`count.${condition.event}`, count, op, expected), ...lookedAt(events) };
    return [compareNumbers(op, count, expected), saw];
  });
}

function evaluateMessage(condition: MessageCondition, facts: Facts): Evaluation {
  const { message, node_id, within } = condition;
  const request: FactRequest = {
    kind: "message",
    message,
    ...(node_id ? { node_id } : condition.in && { in: condition.in }),
    ...(within && { within }),
  };
  const path = node_id ? `message.${message}.${node_id}` : `message.${message}`;
  return fetched(facts, request, (value) => [value === true, { ...seen(path, value === true), ...lookedAt(request) }]);
}

/** Which of all the events or mails were looked at. */
function lookedAt({ where, within, since }: Pick<EventCondition, "where" | "within" | "since">): Partial<Seen> {
  return { ...(within && { within }), ...(since && { since }), ...(where && { matching: true }) };
}

/** What was asked of a value under a `none` is the opposite; under two it is what it was. */
function turnedRound({ negated, ...asked }: Seen): Seen {
  return negated ? asked : { ...asked, negated: true };
}

function fetched(
  facts: Facts,
  request: FactRequest,
  decide: (value: FactValue) => [result: boolean, seen: Seen],
): Evaluation {
  const value = facts.fetched.get(factKey(request));
  return value === undefined ? { kind: "needs", facts: [request] } : decided(...decide(value));
}

/** `all` (neutral true) and `any` (neutral false): one deciding child settles it even while others lack facts. */
function fold(
  children: Condition[],
  neutral: boolean,
  facts: Facts,
  now: Instant,
  options: EvaluateOptions,
): Evaluation {
  const seenByChildren: Seen[] = [];
  const needs: FactRequest[] = [];
  for (const child of children) {
    const evaluation = evaluateCondition(child, facts, now, options);
    if (evaluation.kind === "needs") needs.push(...evaluation.facts);
    else if (evaluation.result !== neutral) return { ...evaluation, seen: [...seenByChildren, ...evaluation.seen] };
    else seenByChildren.push(...evaluation.seen);
  }
  return needs.length > 0
    ? { kind: "needs", facts: needs }
    : { kind: "decided", result: neutral, seen: seenByChildren };
}

function decided(result: boolean, what: Seen): Evaluation {
  return { kind: "decided", result, seen: [what] };
}

const SEEN_TEXT_MAX = 200;

function seen(path: string, value: Json | undefined, op?: string, expected?: Json): Seen {
  return {
    path,
    ...(op && { op }),
    ...(expected !== undefined && { expected: shortened(expected) }),
    value: value === undefined ? undefined : shortened(value),
  };
}

/** Decisions are logged with what they saw; a large value is cut so that the log stays a log. */
function shortened(value: Json): Json {
  if (typeof value === "string") return cut(value);
  if (typeof value !== "object" || value === null) return value;
  const text = JSON.stringify(value);
  return text.length > SEEN_TEXT_MAX ? cut(text) : value;
}

/** Never leaves half of a surrogate pair, which PostgreSQL would refuse. */
function cut(text: string): string {
  return text.length > SEEN_TEXT_MAX ? `${text.slice(0, SEEN_TEXT_MAX).toWellFormed()}…` : text;
}
