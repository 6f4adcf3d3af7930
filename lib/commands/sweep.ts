import { bucketsUpTo, listBuckets } from "@/lib/db/buckets";
import { nextDue } from "@/lib/db/claim.sql";
import { pool } from "@/lib/db/pool";
import { LIVE_SHARDS, sandboxShard } from "@/lib/db/shard";
import { SPENT_JOURNEYS } from "@/lib/db/timers.sql";
import { clockNow } from "@/lib/db/workspace-clock";
import type { Instant } from "@/lib/journey/facts";
import { hintDeliver, hintJourneys, hintLater, hintSegments, hintWalk } from "@/lib/queue/hint";
import { requeueExpiredSends } from "./deliver-messages";
import { eraseLeftBehind } from "./erase-left-behind";
import { completeSpentJourney } from "./finish-journey";
import { pullForward } from "./pull-forward";
import { releaseHeldSends } from "./put-off-sends";
import { sweepTimedSegments } from "./refresh-timed-segments";
import { unparkPeople } from "./unpark-people";

/** The next sweep comes within this; what becomes due before it gets its hint now. */
export const SWEEP_EVERY_MS = 60_000;

/** Due for so long and not walked: a worker would have been there, if there was anybody to be walked. */
const OVERDUE_MS = 120_000;

type ShardClock = { shard: number; offsetMs: number };

async function shardClocks(): Promise<ShardClock[]> {
  const { rows } = await pool().query<{ id: number; clock_offset_ms: string }>(
    "select id, clock_offset_ms from workspaces where mode = 'sandbox'",
  );
  const live = Array.from({ length: LIVE_SHARDS }, (_, shard) => ({ shard, offsetMs: 0 }));
  return [...live, ...rows.map((r) => ({ shard: sandboxShard(r.id), offsetMs: Number(r.clock_offset_ms) }))];
}

async function nextDueOf({ shard, offsetMs }: ShardClock, real: Instant): Promise<Instant | undefined> {
  const now = clockNow({ mode: "sandbox", clockOffsetMs: offsetMs }, real);
  const buckets = bucketsUpTo(await listBuckets(pool()), now + 2 * SWEEP_EVERY_MS);
  const { rows } = await pool().query<{ due_at: number | null }>(nextDue(buckets), [shard]);
  const due = rows[0]?.due_at ?? Number.POSITIVE_INFINITY;
  return Number.isFinite(due) ? due - offsetMs : undefined;
}

/** The safety net for people: hints for every shard that has, or soon will have, somebody due. Gives back the shards. */
async function sweepWaiting(real: Instant): Promise<number[]> {
  const found: number[] = [];
  for (const clock of await shardClocks()) {
    const at = await nextDueOf(clock, real);
    if (at === undefined || at > real + 2 * SWEEP_EVERY_MS) continue;
    found.push(clock.shard);
    if (at <= real - OVERDUE_MS) await eraseLeftBehind(clock.shard, real + clock.offsetMs - OVERDUE_MS);
    if (at <= real) hintWalk([clock.shard]);
    else hintLater("walk", clock.shard, new Date(at));
  }
  return found;
}

async function sweepSends(): Promise<void> {
  const { rows } = await pool().query<{ shard: number }>(
    "select distinct shard from sends where status = 'queued' and due_at <= now() + interval '90 seconds'",
  );
  // A sandbox's sends are due by a clock that may be ahead: its drain looks for itself.
  const sandboxes = await pool().query<{ id: number }>("select id from workspaces where mode = 'sandbox'");
  hintDeliver([...rows.map((r) => r.shard), ...sandboxes.rows.map((r) => sandboxShard(r.id))]);
  await requeueExpiredSends();
  await releaseHeldSends();
}

/**
 * Whether nobody is in an archived journey: one row. To find that out costs reading all its runs, so it is noted, and the journey not looked at again, once
 * whoever was about to enter when it was archived has done so. $1 journey.
 */
const NOTE_EMPTIED = `
update journeys j set emptied_at = case when j.updated_at < now() - interval '10 minutes' then now() end
where j.id = $1 and not exists (select from enrollments e where e.journey_id = j.id and e.state = 'active')`;

/** What a crash between two steps of pause, resume or archive has left half done. */
async function sweepJourneys(): Promise<void> {
  const archived = await pool().query<{ id: string; workspace_id: number }>(
    "select j.id, j.workspace_id from journeys j where j.status = 'archived' and j.emptied_at is null",
  );
  for (const { id, workspace_id } of archived.rows)
    if ((await pool().query(NOTE_EMPTIED, [id])).rowCount === 0) await pullForward(workspace_id, id);
  const parked = await pool().query<{ id: string; workspace_id: number }>(
    `select distinct j.id, j.workspace_id from waiting_rest w
     join journey_versions v on v.id = w.version_id join journeys j on j.id = v.journey_id
     where w.held_due_at is not null and w.due_at = 'infinity' and j.status = 'active'
       and not exists (select from version_migrations m where m.journey_id = j.id and m.state = 'running')`,
  );
  for (const { id, workspace_id } of parked.rows) hintWalk(await unparkPeople(pool(), workspace_id, id));
  await completeSpentJourneys();
  const unfinished = await pool().query(
    `select from version_migrations where state = 'running' union all select from journey_resumes where state <> 'done' limit 1`,
  );
  if (unfinished.rowCount) hintJourneys();
}

/** Journeys that only moments let people into, the last of which have passed. */
async function completeSpentJourneys(): Promise<void> {
  const { rows } = await pool().query<{ id: string; workspace_id: number }>(SPENT_JOURNEYS);
  for (const { id, workspace_id } of rows) await completeSpentJourney(workspace_id, id);
}

/**
 * The safety net, once a minute: whatever hint was lost, whatever crash came in between, is found again from the tables. `real` is
 * real time. Gives back the shards that were hinted.
 */
export async function sweep(real: Instant): Promise<number[]> {
  const shards = await sweepWaiting(real);
  await sweepSends();
  await sweepJourneys();
  await sweepTimedSegments(real);
  const dirty = await pool().query("select from dirty_subscribers limit 1");
  if (dirty.rowCount) hintSegments();
  return shards;
}
