import type { Condition } from "@/lib/journey/condition";
import type { EventFact, Facts, Seen } from "@/lib/journey/facts";
import { triggerEvent } from "@/lib/nodes/trigger-event/definition";
import { patternFires } from "./pattern-fires";
import type { CompiledGraph, CompiledNode } from "./types";

/** `seen`: the values that the trigger's filter looked at. */
export type ChosenTrigger =
  | { ok: true; node: CompiledNode; seen: Seen[] }
  | { ok: false; reason: string; seen: Seen[] };

/**
 * The trigger a simulated entry comes in by. With an event: the first event trigger for it whose rules hold, or, in a
 * journey without event triggers, its first trigger; or the first pattern that it makes come true. Without one: the manual trigger, else the
 * first. `history`: everything they did, the event itself last.
 */
export function chooseTrigger(
  { triggers }: CompiledGraph,
  facts: Facts,
  decide: (condition: Condition, facts: Facts) => { result: boolean; seen: Seen[] },
  history: readonly EventFact[] = [],
): ChosenTrigger {
  const [first] = triggers;
  if (!first) return { ok: false, reason: "no_trigger", seen: [] };
  const { event } = facts.trigger;
  if (event === undefined)
    return { ok: true, node: triggers.find(({ type }) => type === "trigger.manual") ?? first, seen: [] };
  const byEvent = triggers.flatMap((node) => {
    const parsed = node.type === "trigger.event" ? triggerEvent.schema.safeParse(node.config) : undefined;
    return parsed?.success ? [{ node, config: parsed.data }] : [];
  });
  const patterns = triggers.map((node) => ({ node, answer: patternFires(node, facts, history) }));
  const met = patterns.find(({ answer }) => answer === "fires");
  if (byEvent.length === 0) {
    if (met) return { ok: true, node: met.node, seen: [] };
    if (patterns.some(({ answer }) => answer === "not_yet")) return { ok: false, reason: "pattern_not_met", seen: [] };
    return { ok: true, node: first, seen: [] };
  }
  const named = byEvent.filter(({ config }) => config.event === event);
  const looked: Seen[] = [];
  for (const { node, config } of named) {
    if (!config.where) return { ok: true, node, seen: [] };
    const { result, seen } = decide(config.where, facts);
    if (result) return { ok: true, node, seen };
    looked.push(...seen);
  }
  if (met) return { ok: true, node: met.node, seen: [] };
  return { ok: false, reason: named.length > 0 ? "trigger_condition_not_met" : "no_trigger_for_event", seen: looked };
}
