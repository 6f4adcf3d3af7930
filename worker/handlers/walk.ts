import type { Job } from "pg-boss";
import { readShardOffset } from "@/lib/commands/shard-offset";
import { walkShard } from "@/lib/commands/walk-shard";
import { realNow } from "@/lib/db/real-now";
import { faultPoint } from "@/lib/queue/fault-point";
import { hintLater, hintWalk } from "@/lib/queue/hint";
import type { ShardHint } from "@/lib/queue/queues";
import { eachShard } from "../each-shard";
import { totals } from "../totals";

/** A handler gives its shards back to the queue after this long, so that all shards take turns. */
const BUDGET_MS = 10_000;
/** Beyond this the sweep gives the hint. */
const REARM_WITHIN_MS = 120_000;

/** Drains the hinted shards one after the other and says when to look again. */
export function walkHandler(signal: AbortSignal): (jobs: Pick<Job<ShardHint>, "data">[]) => Promise<void> {
  return async (jobs) => {
    const until = performance.now() + BUDGET_MS;
    await eachShard(jobs, async (shard) => {
      const budgetMs = until - performance.now();
      const drained = budgetMs > 0 ? await walkShard(shard, { budgetMs, signal }) : undefined;
      totals.walks += drained?.walked ?? 0;
      faultPoint("before_rearm");
      if (!drained?.settled) hintWalk([shard]);
      else if (drained.nextDue !== undefined) await rearm(shard, drained.nextDue);
    });
  };
}

async function rearm(shard: number, nextDue: number): Promise<void> {
  const at = nextDue - (await readShardOffset(shard));
  if (at - realNow() > REARM_WITHIN_MS) return;
  // Somebody due who could not be had is held by another transaction: look again when that is over.
  hintLater("walk", shard, new Date(Math.max(at, realNow() + 100)));
}
