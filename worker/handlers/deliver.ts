import type { Job } from "pg-boss";
import { deliverEnvironment } from "@/lib/commands/deliver-environment";
import { deliverDue } from "@/lib/commands/deliver-messages";
import { nextSendDue } from "@/lib/commands/next-send-due";
import { readShardOffset } from "@/lib/commands/shard-offset";
import { realNow } from "@/lib/db/real-now";
import { hintDeliver, hintLater } from "@/lib/queue/hint";
import type { ShardHint } from "@/lib/queue/queues";
import { totals } from "../totals";

/** Sends between two looks at the clock and the stop signal. */
const CHUNK = 500;
const BUDGET_MS = 10_000;
const REARM_WITHIN_MS = 120_000;

/** Performs due sends of the hinted shards; retries that are due soon are given their own hint. */
export function deliverHandler(signal: AbortSignal): (jobs: Job<ShardHint>[]) => Promise<void> {
  return async (jobs) => {
    const until = performance.now() + BUDGET_MS;
    for (const shard of new Set(jobs.map((job) => job.data.shard))) {
      let performed = CHUNK;
      while (performed >= CHUNK && !signal.aborted && performance.now() < until) {
        ({ performed } = await deliverDue([shard], CHUNK, deliverEnvironment()));
        totals.sends += performed;
      }
      if (performed >= CHUNK) hintDeliver([shard]);
      else await rearm(shard);
    }
  };
}

async function rearm(shard: number): Promise<void> {
  const due = await nextSendDue(shard);
  if (due === undefined) return;
  const at = due - (await readShardOffset(shard));
  if (at - realNow() <= REARM_WITHIN_MS) hintLater("deliver", shard, new Date(Math.max(at, realNow() + 250)));
}
