import type { Queue } from "pg-boss";

/**
 * The queues. Their jobs are **hints**: each says "look at this shard now", none carries a person or an effect. The tables
 * are the truth, so losing every job delays people until the next sweep and loses nobody; a job done twice does nothing twice.
 */
export type QueueName = "walk" | "deliver" | "segments" | "journeys" | "triggers" | "sweep" | "maintain";

/** Payload of `walk` and `deliver`. */
export type ShardHint = { shard: number };

const HEARTBEAT = { heartbeatSeconds: 10, expireInSeconds: 120 } as const;
const SHORT_MEMORY = { retentionSeconds: 86_400, deleteAfterSeconds: 120 } as const;

/** Where hints end that failed on every retry; nothing works it off, it is there to be looked at. */
export const DEAD_LETTERS = "dead-letters";

/**
 * Policy `short`: at most one job per singleton key waits, any number runs. So a thousand hints for a shard are one job, and a hint that
 * comes while the shard is being drained still waits for a look of its own.
 */
export const queues: Record<QueueName, Omit<Queue, "name">> = {
  walk: {
    policy: "short",
    notify: true,
    retryLimit: 3,
    retryBackoff: true,
    deadLetter: DEAD_LETTERS,
    ...HEARTBEAT,
    ...SHORT_MEMORY,
  },
  deliver: {
    policy: "short",
    notify: true,
    retryLimit: 3,
    retryBackoff: true,
    deadLetter: DEAD_LETTERS,
    ...HEARTBEAT,
    ...SHORT_MEMORY,
  },
  segments: {
    policy: "short",
    notify: true,
    retryLimit: 3,
    retryBackoff: true,
    deadLetter: DEAD_LETTERS,
    ...HEARTBEAT,
    ...SHORT_MEMORY,
  },
  /** people to be moved between versions or let go after a pause */
  journeys: {
    policy: "short",
    notify: true,
    retryLimit: 3,
    retryBackoff: true,
    deadLetter: DEAD_LETTERS,
    ...HEARTBEAT,
    ...SHORT_MEMORY,
  },
  triggers: { policy: "short", notify: true, retryLimit: 1, ...HEARTBEAT, ...SHORT_MEMORY },
  sweep: { policy: "short", notify: true, retryLimit: 1, ...HEARTBEAT, ...SHORT_MEMORY },
  maintain: { policy: "short", notify: true, retryLimit: 2, retryBackoff: true, ...HEARTBEAT, ...SHORT_MEMORY },
};
