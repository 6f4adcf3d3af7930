import type { PatternMatch } from "@/lib/engine/pattern-state";
import { evaluateCondition } from "@/lib/journey/evaluate-condition";
import type { EventFact, Facts, SubscriberFacts } from "@/lib/journey/facts";
import { dig } from "@/lib/journey/read-path";
import type { LivePattern, PatternUse } from "./live-patterns";

/** What one event of a person is to a pattern that names it; undefined: its filters do not let it count. */
export function matchPattern(
  { live, parts }: PatternUse,
  subscriber: SubscriberFacts,
  event: EventFact,
  timezone: string,
): PatternMatch | undefined {
  const { pattern, route } = live;
  if (pattern.kind === "silence") return { parts: [0], amount: 0, at: event.occurred_at };
  const facts: Facts = {
    subscriber,
    trigger: { node: route.nodeId, event: event.event, properties: event.properties, at: event.at },
    run: {},
    entered_at: event.at,
    journey: route.journey,
    default_timezone: route.timezone ?? timezone,
    fetched: new Map(),
  };
  const matched = parts.filter((part) => {
    const where = pattern.parts[part]?.where;
    if (!where) return true;
    const asked = evaluateCondition(where, facts, event.at);
    return asked.kind === "decided" && asked.result;
  });
  if (matched.length === 0) return undefined;
  return { parts: matched, amount: amountOf(live, matched, event), at: event.occurred_at };
}

/** What the event adds to a total. A property that is no number adds nothing. */
function amountOf({ pattern }: LivePattern, parts: readonly number[], event: EventFact): number {
  if (pattern.kind !== "total") return 0;
  return parts.reduce((sum, part) => {
    const property = pattern.parts[part]?.property;
    if (property === undefined) return sum + 1;
    const value = dig(event.properties, property.split("."));
    return typeof value === "number" ? sum + value : sum;
  }, 0);
}
