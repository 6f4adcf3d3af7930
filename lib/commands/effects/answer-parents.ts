import type pg from "pg";
import type { Instant, RunData, TriggerFact } from "@/lib/journey/facts";
import { type VisitAnswer, wakeVisits } from "./wake-visits";

/** A run that has just ended. */
export type EndedRun = {
  shard: number;
  subscriberId: string;
  trigger: TriggerFact;
  run: RunData;
  state: string;
  reason: string;
  at: Instant;
};

/**
 * Tells the runs that wait for the end of these (start_journey with `wait`), with what the exit handed back. A run and the one that started
 * it are the same person's and so of one shard. Returns the shards that have work once the transaction has committed.
 */
export function answerParents(client: pg.ClientBase, ended: readonly EndedRun[]): Promise<Set<number>> {
  const answers = ended.flatMap(({ shard, subscriberId, trigger, run, state, reason, at }): VisitAnswer[] => {
    if (!trigger.parent) return [];
    const { enrollment_id: enrollmentId, visit } = trigger.parent;
    const value = { ...run.output, ended: state, reason };
    return [{ shard, enrollmentId, subscriberId, visit, wake: { by: "result", ok: state !== "failed", value, at } }];
  });
  return wakeVisits(client, answers);
}
