import { Temporal } from "temporal-polyfill";
import type { Condition } from "@/lib/journey/condition";
import type { EventFact, Instant } from "@/lib/journey/facts";
import type { Json } from "@/lib/journey/json";

/** All that a seeded condition can ask about. Attributes by their whole dotted path. */
export type NaiveWorld = {
  attributes: ReadonlyMap<string, Json>;
  tags: ReadonlySet<string>;
  visits: ReadonlyMap<string, number>;
  /** what `event.…` means */
  event: EventFact;
  /** everything that has happened to the person up to now, the event that started the run first */
  happened: readonly EventFact[];
  now: Instant;
};

const HOLDS: Record<string, (value: Json | undefined, expected: Json | undefined) => boolean> = {
  equals: (value, expected) => value !== undefined && value === expected,
  not_equals: (value, expected) => value === undefined || value !== expected,
  greater_than: (value, expected) => typeof value === "number" && value > Number(expected),
  greater_or_equal: (value, expected) => typeof value === "number" && value >= Number(expected),
  less_than: (value, expected) => typeof value === "number" && value < Number(expected),
  less_or_equal: (value, expected) => typeof value === "number" && value <= Number(expected),
  exists: (value) => value !== undefined,
  not_exists: (value) => value === undefined,
};

function holds(op: string, value: Json | undefined, expected: Json | undefined): boolean {
  const rule = HOLDS[op];
  if (!rule) throw new Error(`no rule for the operator ${op}`);
  return rule(value, expected);
}

/**
 * Whether a condition is true, by the words of the catalogue and nothing of the engine's. `sinceEntry`: events without a window count
 * from the moment the run began (goals and exit rules). Throws on a kind of condition that seeded journeys do not have.
 */
export function isTrue(condition: Condition, world: NaiveWorld, sinceEntry = false): boolean {
  if ("all" in condition) return condition.all.every((part) => isTrue(part, world, sinceEntry));
  if ("any" in condition) return condition.any.some((part) => isTrue(part, world, sinceEntry));
  if ("none" in condition) return !condition.none.some((part) => isTrue(part, world, sinceEntry));
  if ("tag" in condition) return world.tags.has(condition.tag);
  if ("visits" in condition) return holds(condition.op, world.visits.get(condition.visits) ?? 0, condition.value);
  if ("path" in condition) {
    const [root, ...rest] = condition.path.split(".");
    const value = root === "event" ? world.event.properties[rest.join(".")] : world.attributes.get(condition.path);
    return holds(condition.op, value, condition.value);
  }
  if ("event" in condition) {
    const { where, within, since, count } = condition;
    const from = within ? before(world.now, within) : Number.NEGATIVE_INFINITY;
    const counted = world.happened.filter(
      (event, i) =>
        event.event === condition.event &&
        event.at >= from &&
        !((since === "entry" || (sinceEntry && !within)) && i === 0) &&
        (!where || isTrue(where, { ...world, event })),
    ).length;
    return count ? holds(count.op, counted, count.value) : counted > 0;
  }
  throw new Error(`no rule for the condition ${JSON.stringify(condition)}`);
}

/** The names of the events that a condition is about. */
export function eventsOf(condition: Condition): string[] {
  if ("all" in condition) return condition.all.flatMap(eventsOf);
  if ("any" in condition) return condition.any.flatMap(eventsOf);
  if ("none" in condition) return condition.none.flatMap(eventsOf);
  return "event" in condition ? [condition.event] : [];
}

function before(at: Instant, duration: string): Instant {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO("UTC").subtract(Temporal.Duration.from(duration))
    .epochMilliseconds;
}
