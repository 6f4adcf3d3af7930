import type { JobInsert } from "pg-boss";
import { boss } from "./boss";
import { log } from "./log";
import type { QueueName } from "./queues";

/**
 * "There is work": fire and forget. Hints of a process are gathered while one insert is under way and for
 * COALESCE_MS after it, so ten thousand events a second cost some fifty small inserts, and the first hint after a pause leaves at once.
 * Losing one delays people until the next sweep (≤ 60 s), so a failure is logged and never reaches the caller.
 */
const COALESCE_MS = 15;

type Pending = Map<string, JobInsert>;
const pending = new Map<QueueName, Pending>();
let flushing = false;

/** In order of their keys: two processes that insert the same keys in different orders would wait for each other in a circle. */
const inOrder = (jobs: Pending): JobInsert[] => [...jobs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, job]) => job);

async function flush(): Promise<void> {
  const queue = boss();
  for (const [name, jobs] of pending) {
    pending.delete(name);
    if (queue) await queue.insert(name, inOrder(jobs));
  }
}

function schedule(): void {
  if (flushing) return;
  flushing = true;
  setImmediate(() => {
    flush()
      .catch((error: unknown) => log.warn({ err: error }, "a hint was lost; the sweep will find the work"))
      .finally(() =>
        setTimeout(() => {
          flushing = false;
          if (pending.size > 0) schedule();
        }, COALESCE_MS).unref(),
      );
  });
}

function add(name: QueueName, job: JobInsert & { singletonKey: string }): void {
  if (!boss()) return;
  const jobs = pending.get(name) ?? new Map<string, JobInsert>();
  jobs.set(job.singletonKey, job);
  pending.set(name, jobs);
  schedule();
}

function addShards(name: "walk" | "deliver", shards: Iterable<number>): void {
  for (const shard of new Set(shards)) add(name, { singletonKey: String(shard), data: { shard } });
}

/** People of these shards are due. */
export function hintWalk(shards: Iterable<number>): void {
  addShards("walk", shards);
}

/** Sends of these shards are due. */
export function hintDeliver(shards: Iterable<number>): void {
  addShards("deliver", shards);
}

/** Somebody's segments must be looked at again. */
export function hintSegments(): void {
  add("segments", { singletonKey: "all", data: {} });
}

/** A journey's people are to be moved between versions, or let go after a pause. */
export function hintJourneys(): void {
  add("journeys", { singletonKey: "all", data: {} });
}

/** Somebody may enter without an event: a pattern to be built, a time that has come, people to be put in. */
export function hintTriggers(): void {
  add("triggers", { singletonKey: "all", data: {} });
}

/** Looks at the shard at `at` (real time): one job per shard and second, however often it is asked for. */
export function hintLater(name: "walk" | "deliver", shard: number, at: Date): void {
  add(name, { singletonKey: `${shard}@${Math.floor(at.getTime() / 1_000)}`, data: { shard }, startAfter: at });
}
