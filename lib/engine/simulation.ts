import type { ConsentState } from "@/lib/journey/condition";
import type { EventFact, FactRequest, Facts, FetchedFacts, Instant, Seen, SubscriberFacts } from "@/lib/journey/facts";
import type { Json, JsonObject } from "@/lib/journey/json";
import type { WalkStep } from "@/lib/journey/outcome";
import type { PlannedTask } from "@/lib/journey/planned-task";
import type { StepEnvironment } from "@/lib/nodes/define-node";
import type { StartingStanding } from "./standing-over-time";
import type { CompiledGraph } from "./types";

export type SimulationInput = {
  compiled: CompiledGraph;
  journey: Facts["journey"];
  subscriber: SubscriberFacts;
  /** ids of the segments the person is in at first; only the journey's own steps change that during a simulation */
  segments?: ReadonlySet<string>;
  /** whether they may be mailed; it does not change during a simulation. Without it: they may, if they have an address */
  consent?: ConsentState;
  /** where they stood at the start; absent: the workspace does not score. "as_given" does not change any more */
  standing?: StartingStanding | { as_given: JsonObject };
  /** what the person did before */
  history?: readonly EventFact[];
  /** `event` absent: entered by hand. `node`: the trigger that was set off; without it the one that the event sets off is chosen */
  trigger: { event?: string; properties: JsonObject; node?: string };
  /** `after`: ISO-8601 duration from the start. Opens and clicks are `email_opened` / `email_clicked` with `node_id`. */
  events: readonly { event: string; properties: JsonObject; after: string }[];
  /** what they did later, at its own times (a backtest knows it); beside `events` */
  upcoming?: readonly EventFact[];
  /** nothing is walked that is due later; absent: until nothing is left to happen */
  until?: Instant;
  startAt: Instant;
  defaultTimezone: string;
  fill: StepEnvironment["fill"];
  /** what the webhook of a node answers; without it every call succeeds with `{}` */
  answerWebhook?: (nodeId: string) => { ok: boolean; value: Json };
};

/** A mail or push the journey would send. `facts` is what its template would see. */
export type SimulatedMessage = {
  node_id: string;
  channel: "email" | "push";
  visit: number;
  at: Instant;
  facts: Facts;
  /** answers what the rules of its mail want to know of the person's past, as of then */
  ask: (requests: readonly FactRequest[]) => FetchedFacts;
};

/** Somebody else's server that the journey would ask. `facts` is what its templates would see. */
export type SimulatedCall = { node_id: string; visit: number; at: Instant; facts: Facts; channel: "webhook" | "crm" };

/** A task that the journey would put on the team's list. */
export type SimulatedTask = { node_id: string; visit: number; at: Instant; task: PlannedTask };

export type Simulation = {
  /** one for each visit, in order; a visit without `left_at` is where the person waits at the end */
  visits: WalkStep[];
  messages: SimulatedMessage[];
  calls: SimulatedCall[];
  tasks: SimulatedTask[];
  ended: "completed" | "exited" | "failed" | "waiting";
  reason?: string;
  /** where the person waits at the end and until when; absent when the run has ended */
  stands?: { node: string; due_at: Instant | "forever" };
  /** nobody entered: the values that the triggers' filters looked at */
  refused?: Seen[];
  /** what they did from the start on, in order, the trigger first */
  happened: EventFact[];
  /** the virtual time at which nothing more happened */
  at: Instant;
  /** the person after it all */
  facts: Facts;
};
