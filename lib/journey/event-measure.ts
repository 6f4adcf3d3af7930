import { type EventCondition, type EventMeasure, eventMeasures, type PropertyTest } from "./condition";

/** What an event condition computes from a property; undefined when it counts events. */
export function measureOf(condition: EventCondition): { kind: EventMeasure; test: PropertyTest } | undefined {
  for (const kind of eventMeasures) {
    const test = condition[kind];
    if (test) return { kind, test };
  }
  return undefined;
}
