import type { Job } from "pg-boss";
import { type DeliverEnvironment, deliverEnvironment } from "@/lib/commands/deliver-environment";
import { deliverDue } from "@/lib/commands/deliver-messages";
import { nextSendDue } from "@/lib/commands/next-send-due";
import { providerHeldUntil } from "@/lib/commands/provider-hold";
import { readShardOffset } from "@/lib/commands/shard-offset";
import { realNow } from "@/lib/db/real-now";
import { isSandboxShard } from "@/lib/db/shard";
import { hintDeliver, hintLater } from "@/lib/queue/hint";
import type { ShardHint } from "@/lib/queue/queues";
import { eachShard } from "../each-shard";
import { totals } from "../totals";

/** Sends between two looks at the clock and the stop signal. */
const CHUNK = 500;
const BUDGET_MS = 10_000;
const REARM_WITHIN_MS = 120_000;
/** Somebody else has what is due; or the provider takes nothing, and only calls and pushes can be performed. */
const LOOK_AGAIN_MS = 250;
const HELD_LOOK_AGAIN_MS = 5_000;

/** Performs due sends of the hinted shards; retries that are due soon are given their own hint. */
export function deliverHandler(signal: AbortSignal): (jobs: Pick<Job<ShardHint>, "data">[]) => Promise<void> {
  return async (jobs) => {
    const until = performance.now() + BUDGET_MS;
    const env = { ...deliverEnvironment(), stopping: signal };
    await eachShard(jobs, async (shard) => {
      let performed = CHUNK;
      while (performed >= CHUNK && !signal.aborted && performance.now() < until) {
        ({ performed } = await deliverDue([shard], CHUNK, env));
        totals.sends += performed;
      }
      if (performed >= CHUNK) hintDeliver([shard]);
      else await rearm(shard, env);
    });
  };
}

async function rearm(shard: number, { providers }: DeliverEnvironment): Promise<void> {
  const due = await nextSendDue(shard);
  if (due === undefined) return;
  const at = due - (await readShardOffset(shard));
  const now = realNow();
  const held = providerHeldUntil(providers.forMode(isSandboxShard(shard) ? "sandbox" : "live"), now);
  const earliest = held === undefined ? now + LOOK_AGAIN_MS : Math.min(held, now + HELD_LOOK_AGAIN_MS);
  if (at - now <= REARM_WITHIN_MS) hintLater("deliver", shard, new Date(Math.max(at, earliest)));
}
