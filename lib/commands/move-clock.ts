import { setTimeout as sleep } from "node:timers/promises";
import type { ClockMove } from "@/lib/api/schemas/clock";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { bucketsUpTo, listBuckets } from "@/lib/db/buckets";
import { bucketsWithDue } from "@/lib/db/claim.sql";
import { BUILT } from "@/lib/db/patterns.sql";
import { pool } from "@/lib/db/pool";
import { realNow } from "@/lib/db/real-now";
import { sandboxShard } from "@/lib/db/shard";
import { withWorkspace } from "@/lib/db/with-workspace";
import { clockNow } from "@/lib/db/workspace-clock";
import { writeAudit } from "@/lib/db/write-audit";
import type { Instant } from "@/lib/journey/facts";
import { standingDay } from "@/lib/journey/standing";
import { addDuration } from "@/lib/journey/time";
import { hintDeliver, hintSegments, hintTriggers, hintWalk } from "@/lib/queue/hint";
import { nextTriggerInstants } from "./next-trigger-instant";
import { refreshTimedSegments } from "./refresh-timed-segments";

export type MovedClock =
  | { ok: true; now: Instant; settled: boolean }
  /** backwards: the time asked for has passed; too_far: beyond ten years from now */
  | { ok: false; reason: "live" | "backwards" | "too_far" };

const SETTLE_TIMEOUT_MS = 30_000;
const LOOK_EVERY_MS = 15;
const FAR_MS = 3_660 * 86_400_000;
/** A clock that is moved past many people's own moments stops for them at most so often. */
const STOPS_MAX = 100;
/** Hints are repeated while waiting: a worker may have started only now. */
const HINT_EVERY_MS = 1_000;

type Journey = { ok: true; from: Instant; to: Instant } | Extract<MovedClock, { ok: false }>;

/** Where the clock is to go, checked and in the audit log; it has not moved yet. */
async function planMove(principal: Principal, move: ClockMove): Promise<Journey> {
  const { workspaceId } = principal;
  return withWorkspace(workspaceId, async (tx) => {
    const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    if (workspace.mode !== "sandbox") return { ok: false, reason: "live" };
    const from = clockNow(workspace);
    const to =
      move.now === undefined ? addDuration(from, move.advance ?? "PT0S", workspace.timezone) : Date.parse(move.now);
    if (to < from) return { ok: false, reason: "backwards" };
    if (to - realNow() > FAR_MS) return { ok: false, reason: "too_far" };
    const data = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
    const target = String(workspaceId);
    await writeAudit(tx, { workspaceId, actor: actorOf(principal), action: "clock.moved", target, data });
    return { ok: true, from, to };
  });
}

/** Never backwards, so that two who move the same clock at once end at the later time. */
async function setClock(workspaceId: number, at: Instant): Promise<void> {
  await pool().query("update workspaces set clock_offset_ms = greatest(clock_offset_ms, $2::bigint) where id = $1", [
    workspaceId,
    Math.ceil(at - realNow()),
  ]);
  await refreshTimedSegments(workspaceId);
}

/**
 * The next stop on the way to `to`: the moment of a schedule, or of somebody's own date or silence, these to one part in STOPS_MAX of the
 * whole way. Undefined: nothing happens by time alone before.
 */
async function nextStop(
  workspaceId: number,
  at: Instant,
  journey: { from: Instant; to: Instant },
): Promise<Instant | undefined> {
  const coarse = at + (journey.to - journey.from) / STOPS_MAX;
  const stops = await nextTriggerInstants(workspaceId, at);
  const exact = stops.filter((stop) => stop.exact).map((stop) => stop.at);
  const others = stops.filter((stop) => !stop.exact).map((stop) => Math.max(stop.at, coarse));
  const next = Math.min(...exact, ...others);
  return next < journey.to ? next : undefined;
}

/**
 * Whether anything that was due by `now` in the sandbox is still to be done: people, sends, segments, ways in
 * that need no event. Facts, no guesses.
 */
export async function isSettled(workspaceId: number, now: Instant): Promise<boolean> {
  const shard = sandboxShard(workspaceId);
  const buckets = bucketsUpTo(await listBuckets(pool()), now);
  const { rows } = await pool().query<{ busy: boolean }>(
    `select exists (${bucketsWithDue(buckets)})
      or exists (select from sends where shard = $1 and status = 'queued' and due_at <= to_timestamp($2::float8))
      or exists (select from sends where workspace_id = $3 and status = 'sending' and due_at <= to_timestamp($2::float8))
      or exists (select from dirty_subscribers where workspace_id = $3)
      or exists (select from pattern_states where workspace_id = $3 and due_at <= to_timestamp($2::float8))
      or exists (select from patterns p join journeys j on j.id = p.journey_id where p.workspace_id = $3
        and not p.retired and p.built_to < $4::bigint and j.status in ('active', 'paused'))
      or exists (select from trigger_timers t join journeys j on j.id = t.journey_id where t.workspace_id = $3
        and t.next_at <= to_timestamp($2::float8) and j.status = 'active')
      or exists (select from score_rules where workspace_id = $3 and enabled and (built_to < $4::bigint or swept_day < $5))
      or exists (select from bulk_entries where workspace_id = $3 and status = 'running') as busy`,
    [shard, now / 1_000, workspaceId, BUILT, standingDay(now)],
  );
  return rows[0]?.busy === false;
}

function hintAll(workspaceId: number): void {
  hintWalk([sandboxShard(workspaceId)]);
  hintDeliver([sandboxShard(workspaceId)]);
  hintSegments();
  hintTriggers();
}

/** Waits until everything due by `at` is done, or it is too late. */
async function settle(workspaceId: number, at: Instant, until: number): Promise<boolean> {
  let hintedAt = Number.NEGATIVE_INFINITY;
  for (;;) {
    if (await isSettled(workspaceId, at)) return true;
    if (performance.now() >= until) return false;
    if (performance.now() - hintedAt > HINT_EVERY_MS) {
      hintAll(workspaceId);
      hintedAt = performance.now();
    }
    await sleep(LOOK_EVERY_MS);
  }
}

/**
 * Moves a sandbox's clock forward and waits until everything due up to the new time is done, at most 30 s; after that the work
 * goes on and `settled` is false. On its way the clock stops wherever time alone lets somebody into a journey (schedules, dates, silences), so
 * that what follows from it is done before the next of them. The time asked for is the person's word: durations are calendar time in the workspace's zone.
 */
export async function moveClock(
  principal: Principal,
  move: ClockMove,
  timeoutMs = SETTLE_TIMEOUT_MS,
): Promise<MovedClock> {
  const journey = await planMove(principal, move);
  if (!journey.ok) return journey;
  const { workspaceId } = principal;
  const { from, to } = journey;
  const until = performance.now() + timeoutMs;
  let at = from;
  while (performance.now() < until) {
    const stop = await nextStop(workspaceId, at, journey);
    if (stop === undefined) break;
    await setClock(workspaceId, stop);
    await settle(workspaceId, stop, until);
    at = stop;
  }
  await setClock(workspaceId, to);
  return { ok: true, now: to, settled: await settle(workspaceId, to, until) };
}
