import type { EventMeasure } from "./condition";
import { exactSum } from "./exact-sum";
import type { EventFact, FactValue } from "./facts";
import { dig } from "./read-path";

/** What a measure makes of events, by the rules of lib/audience/measure-sql.ts; null when there is nothing to tell. */
export function measureEvents(measure: EventMeasure, property: string, events: readonly EventFact[]): FactValue {
  const keys = property.split(".");
  const ordered = [...events].sort(byTime);
  const values = ordered.map(({ properties }) => dig(properties, keys) ?? null);
  const numbers = values.filter((value) => typeof value === "number");
  switch (measure) {
    case "sum":
      return exactSum(numbers);
    case "avg":
      return numbers.length > 0 ? exactSum(numbers) / numbers.length : null;
    case "first":
      return values[0] ?? null;
    case "last":
      return values.at(-1) ?? null;
  }
}

function byTime(a: EventFact, b: EventFact): number {
  return a.occurred_at - b.occurred_at || a.at - b.at || (a.id < b.id ? -1 : 1);
}
