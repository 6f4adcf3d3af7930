import type { Job } from "pg-boss";
import { Failures } from "@/lib/commands/failures";
import type { ShardHint } from "@/lib/queue/queues";

/**
 * Works off the hinted shards one after the other. One that fails keeps none of the others from their turn; in the end the first failure
 * rejects, so that the queue tries again.
 */
export async function eachShard(
  jobs: readonly Pick<Job<ShardHint>, "data">[],
  work: (shard: number) => Promise<void>,
): Promise<void> {
  const failures = new Failures<number>();
  for (const shard of new Set(jobs.map((job) => job.data.shard))) await failures.attempt(shard, () => work(shard));
  failures.throwFirst();
}
