import { evaluateCondition } from "@/lib/journey/evaluate-condition";
import type { EventFact, Facts, SubscriberFacts } from "@/lib/journey/facts";
import type { Pattern } from "@/lib/journey/pattern";
import { dig } from "@/lib/journey/read-path";
import type { PatternMatch } from "./pattern-state";

/** Whose pattern it is: what its filters may see besides the event and the person. */
export type PatternHome = { nodeId: string; journey: Facts["journey"]; timezone: string };

/** What one event of a person is to a pattern of which `parts` name it; undefined: its filters do not let it count. */
export function matchPattern(
  pattern: Pattern,
  parts: readonly number[],
  home: PatternHome,
  subscriber: SubscriberFacts,
  event: EventFact,
): PatternMatch | undefined {
  if (pattern.kind === "silence") return { parts: [0], amount: 0, at: event.occurred_at };
  const facts: Facts = {
    subscriber,
    trigger: { node: home.nodeId, event: event.event, properties: event.properties, at: event.at },
    run: {},
    entered_at: event.at,
    journey: home.journey,
    default_timezone: home.timezone,
    fetched: new Map(),
  };
  const matched = parts.filter((part) => {
    const where = pattern.parts[part]?.where;
    if (!where) return true;
    const asked = evaluateCondition(where, facts, event.at);
    return asked.kind === "decided" && asked.result;
  });
  if (matched.length === 0) return undefined;
  return { parts: matched, amount: amountOf(pattern, matched, event), at: event.occurred_at };
}

/** What the event adds to a total. A property that is no number adds nothing. */
function amountOf(pattern: Pattern, parts: readonly number[], event: EventFact): number {
  if (pattern.kind !== "total") return 0;
  return parts.reduce((sum, part) => {
    const property = pattern.parts[part]?.property;
    if (property === undefined) return sum + 1;
    const value = dig(event.properties, property.split("."));
    return typeof value === "number" ? sum + value : sum;
  }, 0);
}
