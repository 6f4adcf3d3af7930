import type { Condition, EventMeasure } from "./condition";
import type { Json, JsonObject } from "./json";

/** Epoch milliseconds on the workspace's clock. */
export type Instant = number;

/** A person as conditions and templates see them. */
export type SubscriberFacts = {
  /** decimal text of the bigint key */
  id: string;
  external_id: string;
  email: string | null;
  phone: string | null;
  first_name: string | null;
  last_name: string | null;
  timezone: string | null;
  locale: string | null;
  lifecycle_stage: string | null;
  attributes: JsonObject;
  tags: string[];
  created_at: Instant;
};

/** An event as the engine carries it. `at` is when we received it; `occurred_at` is the sender's word. */
export type EventFact = { id: string; event: string; properties: JsonObject; at: Instant; occurred_at: Instant };

/** What made this person enter. `event` is absent for manual, attribute and segment triggers. */
export type TriggerFact = {
  node: string;
  event?: string;
  event_id?: string;
  properties: JsonObject;
  at: Instant;
  /** how many runs led to this one, each started by the one before without time between; absent: none */
  depth?: number;
  /** the visit of another run that waits for the end of this one */
  parent?: { enrollment_id: string; visit: number };
};

/** What one run has gathered on its way; stored as enrollments.run. Every field is optional: `{}` is a fresh run. */
export type RunData = {
  /** the last awaited event: `event.*` means this once there is one, the trigger before */
  event?: EventFact;
  /** split node id → arm, kept so that "arm taken" can be asked later */
  arms?: Record<string, string>;
  /** node id → visits so far; kept only for versions that ask for it */
  visits?: Record<string, number>;
  /** goal node id → when it was met */
  goals?: Record<string, Instant>;
  /** rate limit node id → when this run's turn is */
  turns?: Record<string, Instant>;
  /** what the journey that waits for this run is told */
  output?: JsonObject;
  /** values written by nodes, e.g. a webhook's answer under the node's id: `run.<key>` */
  values?: JsonObject;
};

/**
 * A fact that is not in the person, the trigger or the run and so must be fetched. The engine never fetches: a step that
 * lacks one says so, the caller answers all of a batch with one query per kind, and the walk is done again.
 */
export type FactRequest =
  /** `since: "entry"` counts only what arrived after the run began */
  | { kind: "event_count"; event: string; where?: Condition; within?: string; since?: "entry" }
  /** a value computed from, or found in, the events' properties; null: there is none */
  | {
      kind: "event_value";
      measure: EventMeasure;
      property: string;
      event: string;
      where?: Condition;
      within?: string;
      since?: "entry";
    }
  | { kind: "segment"; segment_id: string }
  | { kind: "message"; message: "opened" | "clicked"; node_id?: string; in?: "journey"; within?: string }
  /** answered with a ConsentState */
  | { kind: "consent"; channel: "email" }
  /** answered with the object that the paths of standing-paths.ts lead into; `{}`: the workspace does not score */
  | { kind: "standing" };

/** Canonical key of a request: equal requests have equal keys. See factKey(). */
export type FactKey = string;
/** A count, a yes or no, or whatever a property holds; null stands for missing. */
export type FactValue = Json;
export type FetchedFacts = ReadonlyMap<FactKey, FactValue>;

/** Everything `advance` may look at. */
export type Facts = {
  subscriber: SubscriberFacts;
  trigger: TriggerFact;
  run: RunData;
  entered_at: Instant;
  journey: { id: string; name: string; version: number };
  /** IANA zone used when the person has none: the journey's, else the workspace's */
  default_timezone: string;
  fetched: FetchedFacts;
};

/** One value that a decision looked at, and what was asked of it. */
export type Seen = {
  path: string;
  op?: string;
  expected?: Json;
  value: Json | undefined;
  /** it stood under a `none`: the opposite was asked */
  negated?: true;
  /** of events and mails: how far back was looked */
  within?: string;
  since?: "entry";
  /** of events: only those whose properties matched a filter count */
  matching?: true;
};

export function factKey(request: FactRequest): FactKey {
  return JSON.stringify(request, (_key, value: unknown) =>
    value && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/** Everything that is known of a person's standing is one fact, so that whoever asks for a part of it has the rest. */
export const STANDING: FactRequest = { kind: "standing" };
export const STANDING_KEY: FactKey = factKey(STANDING);
