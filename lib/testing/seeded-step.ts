import type { Condition } from "@/lib/journey/condition";
import type { SeededChance } from "./seeded-chance";
import { seededCondition } from "./seeded-condition";

type Arm = { key: string; condition: Condition };
type Awaited = { event: string; port: string; where?: Condition };

/** The steps that seeded journeys are made of, with every setting that the interpreter has a rule for. */
export type SeededStep =
  | { type: "trigger.event"; config: { event: string } }
  | { type: "email"; config: { subject: string; body: string; when?: Condition } }
  | { type: "wait"; config: { duration: string } }
  | { type: "wait_until_time"; config: { at: string; weekdays?: string[] } }
  | { type: "wait_until_date"; config: { source: "date"; date: string } | { source: "attribute"; attribute: string } }
  | { type: "wait_for_event"; config: { events: Awaited[]; timeout: string } }
  | { type: "wait_until"; config: { condition: Condition; timeout: string } }
  | { type: "branch"; config: { condition: Condition } }
  | { type: "branch_multi"; config: { arms: Arm[] } }
  | { type: "branch_score"; config: { score: string; thresholds: { key: string; min: number }[] } }
  | { type: "split"; config: { arms: { key: string; weight: number }[]; holdout?: number } }
  | {
      type: "best_match";
      config: { arms: { key: string; criteria: { condition: Condition; points: number }[] }[]; min?: number };
    }
  | { type: "go_to"; config: { node_id: string; at_most?: number } }
  | {
      type: "wait_business_hours";
      config: { hours: Record<string, { from: string; to: string }[]>; holidays: string[] };
    }
  | { type: "update_attributes"; config: { set: Record<string, string | number>; when?: Condition } }
  | { type: "add_tag" | "remove_tag"; config: { tag: string; when?: Condition } }
  | { type: "add_to_segment" | "remove_from_segment"; config: { segment_id: string; when?: Condition } }
  | { type: "segment_check"; config: { segment_id: string } }
  | { type: "emit_event"; config: { event: string; properties: Record<string, number>; when?: Condition } }
  | { type: "rate_limit"; config: { count: number; period: string } }
  | { type: "start_journey"; config: { journey_id: string; wait: boolean; when?: Condition } }
  | { type: "create_task"; config: { title: string; when?: Condition } }
  | { type: "webhook"; config: { method: "POST"; url: string } }
  | { type: "goal"; config: { event?: string; where?: Condition; condition?: Condition; window?: string } }
  | { type: "exit"; config: { reason?: string } };

/** Manual segments that seeded journeys put people into. */
export const seededSegments = ["0193a5b0-0000-7000-8000-000000000001", "0193a5b0-0000-7000-8000-000000000002"] as const;
/** The journey that start_journey starts: whoever comes in is at its end at once, and may come again. */
export const seededChild = "0193a5b0-0000-7000-8000-00000000000c";

const hours = (chance: SeededChance) => chance.of("PT1H", "PT6H", "P1D", "P2W");

function goal(chance: SeededChance, ids: readonly string[]): SeededStep {
  const window = chance.happens(0.6) ? { window: hours(chance) } : {};
  if (chance.happens(0.5)) return { type: "goal", config: { condition: seededCondition(chance, ids), ...window } };
  const where: Condition = { path: "event.amount", op: "greater_or_equal", value: chance.below(70) };
  return { type: "goal", config: { event: "purchase", ...(chance.happens(0.5) && { where }), ...window } };
}

function awaited(chance: SeededChance): Awaited[] {
  const where: Condition = { path: "event.n", op: "greater_than", value: chance.below(5) };
  return [
    { event: "purchase", port: "a" },
    { event: chance.of("open", "purchase"), port: "b", ...(chance.happens(0.6) && { where }) },
  ].slice(chance.below(2));
}

const office = [{ from: "09:00", to: "17:00" }];

function bestMatch(chance: SeededChance, ids: readonly string[]): SeededStep {
  const criteria = () =>
    Array.from({ length: 1 + chance.below(3) }, () => ({
      condition: seededCondition(chance, ids),
      points: chance.below(20) - 5,
    }));
  return {
    type: "best_match",
    config: {
      arms: [
        { key: "a", criteria: criteria() },
        { key: "b", criteria: criteria() },
      ],
      ...(chance.happens(0.4) && { min: chance.below(15) }),
    },
  };
}

/** A step with settings that it could be published with. `place`: its turn among `ids`. */
export function seededStep(
  chance: SeededChance,
  { ids, place, webhooks }: { ids: readonly string[]; place: number; webhooks: boolean },
): SeededStep {
  const condition = () => seededCondition(chance, ids);
  const when = () => (chance.happens(0.4) ? { when: condition() } : {});
  switch (chance.below(webhooks ? 30 : 29)) {
    case 0:
    case 1:
      return { type: "email", config: { subject: "Hi", body: "Hello" } };
    case 2:
      return { type: "email", config: { subject: "Hi", body: "Hello", when: condition() } };
    case 3:
    case 4:
      return { type: "wait", config: { duration: chance.of("PT0S", "PT1H", "PT6H", "P1D", "P2W") } };
    case 5:
      return {
        type: "wait_until_time",
        config: { at: chance.of("09:00", "23:00"), ...(chance.happens(0.5) && { weekdays: ["mon", "thu"] }) },
      };
    case 6:
      return {
        type: "wait_until_date",
        config: chance.happens(0.5)
          ? { source: "attribute", attribute: "renewal" }
          : { source: "date", date: chance.of("2026-03-05", "2020-01-01") },
      };
    case 7:
    case 8:
      return { type: "wait_for_event", config: { events: awaited(chance), timeout: hours(chance) } };
    case 9:
      return { type: "wait_until", config: { condition: condition(), timeout: hours(chance) } };
    case 10:
      return { type: "branch", config: { condition: condition() } };
    case 11:
      return {
        type: "branch_multi",
        config: {
          arms: [
            { key: "a", condition: condition() },
            { key: "b", condition: condition() },
          ],
        },
      };
    case 12:
      return {
        type: "branch_score",
        config: {
          score: "score",
          thresholds: [
            { key: "low", min: 5 },
            { key: "high", min: 20 },
          ],
        },
      };
    case 13:
      return {
        type: "split",
        config: {
          arms: [
            { key: "a", weight: 1 },
            { key: "b", weight: 2 },
          ],
          ...(chance.happens(0.5) && { holdout: 20 }),
        },
      };
    case 14:
      return {
        type: "update_attributes",
        config: {
          set: chance.happens(0.5) ? { plan: chance.of("pro", "free") } : { "deep.n": 1, score: chance.below(30) },
        },
      };
    case 15:
      return { type: chance.of("add_tag", "remove_tag"), config: { ...when(), tag: chance.of("vip", "loyal") } };
    case 16:
      return goal(chance, ids);
    case 17:
      return { type: "exit", config: chance.happens(0.5) ? { reason: "done" } : {} };
    case 18:
      return bestMatch(chance, ids);
    case 19: {
      // Ahead as often as they like, or back once or twice.
      const ahead = ids[place + 1 + chance.below(3)];
      if (ahead && chance.happens(0.5)) return { type: "go_to", config: { node_id: ahead } };
      return { type: "go_to", config: { node_id: ids[chance.below(place + 1)] ?? "n0", at_most: 1 + chance.below(2) } };
    }
    case 20:
      return {
        type: "wait_business_hours",
        config: {
          hours: { mon: office, tue: office, wed: office, thu: office, fri: office },
          holidays: ["2026-03-10"],
        },
      };
    case 21:
      return {
        type: chance.of("add_to_segment", "add_to_segment", "remove_from_segment"),
        config: { segment_id: chance.of(...seededSegments) },
      };
    case 22:
    case 23:
      return { type: "segment_check", config: { segment_id: chance.of(...seededSegments) } };
    case 24:
    case 27:
    case 28:
      return {
        type: "emit_event",
        config: {
          ...when(),
          event: chance.of("purchase", "purchase", "open"),
          properties: { amount: chance.below(100), n: chance.below(6) },
        },
      };
    case 25:
      return { type: "start_journey", config: { ...when(), journey_id: seededChild, wait: chance.happens(0.5) } };
    case 26:
      return chance.happens(0.5)
        ? { type: "rate_limit", config: { count: 100_000, period: "PT1H" } }
        : { type: "create_task", config: { ...when(), title: "Call them" } };
    default:
      return { type: "webhook", config: { method: "POST", url: "https://example.com/hook" } };
  }
}
