import type { Condition } from "@/lib/journey/condition";
import type { SeededChance } from "./seeded-chance";

/** A condition over the person, their events and their visits to some of the steps `ids`. */
export function seededCondition(chance: SeededChance, ids: readonly string[], depth = 0): Condition {
  const inner = () => seededCondition(chance, ids, depth + 1);
  const kind = depth < 2 ? chance.below(12) : chance.below(9);
  switch (kind) {
    case 0:
      return { tag: chance.of("vip", "loyal") };
    case 1:
      return { path: "plan", op: chance.of("equals", "not_equals"), value: chance.of("pro", "free") };
    case 2:
      return { path: "score", op: chance.of("greater_than", "less_or_equal"), value: chance.below(25) };
    case 3:
      return { path: chance.of("renewal", "deep.n", "score"), op: chance.of("exists", "not_exists") };
    case 4:
      return { event: chance.of("purchase", "open") };
    case 5:
      return {
        event: "purchase",
        where: { path: "event.amount", op: "greater_or_equal", value: chance.below(80) },
        ...(chance.happens(0.5) && { within: "P3DT30M" }),
      };
    case 6:
      return {
        event: chance.of("purchase", "open"),
        count: { op: chance.of("greater_or_equal", "less_than", "equals"), value: chance.below(4) },
        ...(chance.happens(0.4)
          ? { within: chance.of("PT6H30M", "P7DT30M") }
          : chance.happens(0.3) && { since: "entry" as const }),
      };
    case 7:
      return { path: chance.of("event.amount", "event.n"), op: "greater_or_equal", value: chance.below(50) };
    case 8:
      return {
        visits: chance.of("n0", ...ids),
        op: chance.of("greater_or_equal", "less_than"),
        value: chance.below(3),
      };
    case 9:
      return { all: [inner(), inner()] };
    case 10:
      return { any: [inner(), inner()] };
    default:
      return { none: [inner()] };
  }
}
