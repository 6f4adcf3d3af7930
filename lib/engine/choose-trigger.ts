import type { Condition } from "@/lib/journey/condition";
import type { Facts } from "@/lib/journey/facts";
import { triggerEvent } from "@/lib/nodes/trigger-event/definition";
import type { CompiledGraph, CompiledNode } from "./types";

export type ChosenTrigger = { ok: true; node: CompiledNode } | { ok: false; reason: string };

/**
 * The trigger a simulated entry comes in by. With an event: the first event trigger for it whose rules hold, or, in a
 * journey without event triggers, its first trigger. Without one: the manual trigger, else the first.
 */
export function chooseTrigger(
  { triggers }: CompiledGraph,
  facts: Facts,
  holds: (condition: Condition, facts: Facts) => boolean,
): ChosenTrigger {
  const [first] = triggers;
  if (!first) return { ok: false, reason: "no_trigger" };
  const { event } = facts.trigger;
  if (event === undefined) return { ok: true, node: triggers.find(({ type }) => type === "trigger.manual") ?? first };
  const byEvent = triggers.flatMap((node) => {
    const parsed = node.type === "trigger.event" ? triggerEvent.schema.safeParse(node.config) : undefined;
    return parsed?.success ? [{ node, config: parsed.data }] : [];
  });
  if (byEvent.length === 0) return { ok: true, node: first };
  const named = byEvent.filter(({ config }) => config.event === event);
  const match = named.find(({ config }) => !config.where || holds(config.where, facts));
  if (match) return { ok: true, node: match.node };
  return { ok: false, reason: named.length > 0 ? "trigger_condition_not_met" : "no_trigger_for_event" };
}
