import type { Job } from "pg-boss";
import type { ShardHint } from "@/lib/queue/queues";

/**
 * Works off the hinted shards one after the other. One that fails keeps none of the others from their turn; in the end the first failure
 * rejects, so that the queue tries again.
 */
export async function eachShard(
  jobs: readonly Pick<Job<ShardHint>, "data">[],
  work: (shard: number) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = [];
  for (const shard of new Set(jobs.map((job) => job.data.shard)))
    await work(shard).catch((error: unknown) => void failures.push(error));
  if (failures.length > 0) throw failures[0];
}
