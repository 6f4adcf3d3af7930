import * as z from "zod";
import { isWithinHours } from "@/lib/journey/allowed-hours";
import { type Condition, conditionSchema } from "@/lib/journey/condition";
import type { EventFact, Facts, Seen } from "@/lib/journey/facts";
import { personZone } from "@/lib/journey/person-zone";
import { triggerControls } from "@/lib/nodes/trigger-controls";
import { triggerEvent } from "@/lib/nodes/trigger-event/definition";
import { patternFires } from "./pattern-fires";
import type { CompiledGraph, CompiledNode } from "./types";

/** `seen`: the values that the trigger's filter looked at. */
export type ChosenTrigger =
  | { ok: true; node: CompiledNode; seen: Seen[] }
  | { ok: false; reason: string; seen: Seen[] };

type Decide = (condition: Condition, facts: Facts) => { result: boolean; seen: Seen[] };

/** What any trigger may ask of whoever comes. */
const rulesSchema = z.object({
  where: conditionSchema.optional(),
  source: z.string().optional(),
  ...triggerControls,
});

/** Whether a trigger that something set off lets the person in: its source, its hours, its own rules. */
function letsIn(node: CompiledNode, facts: Facts, decide: Decide): ChosenTrigger {
  const { where, source, ...controls } = rulesSchema.parse(node.config);
  const { trigger } = facts;
  if (source && trigger.event !== undefined && trigger.properties.source !== source)
    return { ok: false, reason: "trigger_source_differs", seen: [] };
  if (!isWithinHours(controls, trigger.at, personZone(facts))) return { ok: false, reason: "outside_hours", seen: [] };
  if (!where) return { ok: true, node, seen: [] };
  const { result, seen } = decide(where, facts);
  return result ? { ok: true, node, seen } : { ok: false, reason: "trigger_condition_not_met", seen };
}

const isOn = ({ config }: CompiledNode) => rulesSchema.parse(config).enabled !== false;

/**
 * The trigger a simulated entry comes in by. With an event: the first event trigger for it whose rules hold, or, in a
 * journey without event triggers, its first trigger; or the first pattern that it makes come true. Without one: the manual trigger, else the
 * first. `history`: everything they did, the event itself last. Triggers that are switched off let nobody in.
 */
export function chooseTrigger(
  compiled: CompiledGraph,
  facts: Facts,
  decide: Decide,
  history: readonly EventFact[] = [],
): ChosenTrigger {
  const triggers = compiled.triggers.filter(isOn);
  const [first] = triggers;
  if (!first) return { ok: false, reason: "no_trigger", seen: [] };
  const { event } = facts.trigger;
  if (event === undefined)
    return byHand(
      triggers.find(({ type }) => type === "trigger.manual"),
      first,
      facts,
      decide,
    );
  const byEvent = triggers.flatMap((node) => {
    const parsed = node.type === "trigger.event" ? triggerEvent.schema.safeParse(node.config) : undefined;
    return parsed?.success ? [{ node, config: parsed.data }] : [];
  });
  const patterns = triggers.map((node) => ({ node, answer: patternFires(node, facts, history) }));
  const met = patterns.find(({ answer }) => answer === "fires");
  if (byEvent.length === 0) {
    if (met) return letsIn(met.node, facts, decide);
    if (patterns.some(({ answer }) => answer === "not_yet")) return { ok: false, reason: "pattern_not_met", seen: [] };
    return { ok: true, node: first, seen: [] };
  }
  const named = byEvent.filter(({ config }) => config.event === event);
  const tried = named.map(({ node }) => letsIn(node, facts, decide));
  const entered = tried.find(({ ok }) => ok) ?? (met && letsIn(met.node, facts, decide));
  if (entered?.ok) return entered;
  const [refused] = tried.flatMap((one) => (one.ok ? [] : [one]));
  if (!refused) return entered ?? { ok: false, reason: "no_trigger_for_event", seen: [] };
  return { ...refused, seen: tried.flatMap(({ seen }) => seen) };
}

/** Without a trigger for it people come in by the first one, whose own rules and limits are about something else. */
function byHand(manual: CompiledNode | undefined, first: CompiledNode, facts: Facts, decide: Decide): ChosenTrigger {
  return manual ? letsIn(manual, facts, decide) : { ok: true, node: first, seen: [] };
}

/** The one trigger that is known to have been set off (`id`), if its rules let the person in. */
export function enterBy({ triggers }: CompiledGraph, id: string, facts: Facts, decide: Decide): ChosenTrigger {
  const node = triggers.find((trigger) => trigger.id === id);
  return node ? letsIn(node, facts, decide) : { ok: false, reason: "no_trigger", seen: [] };
}
