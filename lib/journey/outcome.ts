import type { EventFact, FactRequest, Instant, Seen } from "./facts";
import type { Json, JsonObject } from "./json";
import type { PlannedTask } from "./planned-task";

/** Why a waiting person was picked up. The timer is the absence of any other reason. */
export type Wake =
  | { by: "event"; event: EventFact }
  /** the person's own data changed: conditions are looked at again */
  | { by: "change"; at: Instant }
  /** an effect that the node waits for has an answer (webhook) */
  | { by: "result"; ok: boolean; value: Json; at: Instant }
  /** the run that waits for the end of this one was taken off that step: this one ends, whatever else it was woken by */
  | { by: "parent_left"; at: Instant };

/** What a waiting node listens to besides its timer. `"$change"` stands for any change of the person's own data. */
export type Listen = string;

/** What the step function of a node says. It performs nothing. */
export type Outcome =
  /** `event` is the awaited event that opened the port: `event.*` means it from here on */
  | { kind: "leave"; port: string; reason?: string; seen?: Seen[]; effects?: Effect[]; event?: EventFact }
  | { kind: "wait"; until: Instant | "forever"; listen?: Listen[]; seen?: Seen[]; effects?: Effect[] }
  | { kind: "end"; state: "completed" | "exited"; reason: string; seen?: Seen[]; effects?: Effect[] }
  /** the step cannot be decided without these */
  | { kind: "needs"; facts: FactRequest[] };

/** Described by steps, committed with the walk, performed afterwards. */
export type Effect =
  /** `ttl`: how late it may go out, a duration; absent: however late */
  | { kind: "send_email"; ttl?: string }
  | { kind: "send_push" }
  /** the request with Liquid still in it; filled by the worker when the walk is committed */
  | { kind: "call_webhook" }
  /** the contact of the step's settings; answered by a result as a webhook is */
  | { kind: "upsert_contact" }
  | { kind: "skip"; reason: string }
  | { kind: "set_attributes"; set: Record<string, Json> }
  | { kind: "add_tag"; tag: string }
  | { kind: "remove_tag"; tag: string }
  /** the address is suppressed as inactive */
  | { kind: "stop_emails" }
  | { kind: "set_run"; values: Record<string, Json> }
  | { kind: "take_arm"; arm: string }
  | { kind: "reach_goal" }
  | { kind: "join_segment"; segment_id: string }
  | { kind: "leave_segment"; segment_id: string }
  /** `depth`: TriggerFact.depth of whoever enters by it */
  | { kind: "emit_event"; event: string; properties: JsonObject; depth: number }
  /** answered by a result: at once when nobody waits for the end or the run was not let in, else when it ends */
  | { kind: "start_run"; journey_id: string; properties: JsonObject; wait: boolean; depth: number }
  /** a place in the line of a rate limit, kept in run.turns; the person is due when their turn comes */
  | { kind: "take_turn"; count: number; periodMs: number }
  /** a task for the team; its notice goes through the ledger of sends */
  | { kind: "create_task"; task: PlannedTask }
  /** what the journey that waits for this run is told when it ends */
  | { kind: "set_output"; values: JsonObject };

/** One line of the log of a run, as walks.steps gives it (stored shorter: lib/db/encode-steps.ts). A visit that waits is logged twice: on arrival (no port) and on leaving. */
export type WalkStep = {
  /** number of the visit in the run, from 0 */
  visit: number;
  node: string;
  type: string;
  entered_at: Instant;
  left_at?: Instant;
  port?: string;
  outcome: "passed" | "waiting" | "skipped" | "ended" | "failed" | "dropped";
  reason?: string;
  seen?: Seen[];
};
