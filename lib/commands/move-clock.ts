import { setTimeout as sleep } from "node:timers/promises";
import type { ClockMove } from "@/lib/api/schemas/clock";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { bucketsUpTo, ensureBuckets, listBuckets } from "@/lib/db/buckets";
import { bucketsWithDue } from "@/lib/db/claim.sql";
import { pool } from "@/lib/db/pool";
import { sandboxShard } from "@/lib/db/shard";
import { withWorkspace } from "@/lib/db/with-workspace";
import { clockNow } from "@/lib/db/workspace-clock";
import { writeAudit } from "@/lib/db/write-audit";
import type { Instant } from "@/lib/journey/facts";
import { addDuration } from "@/lib/journey/time";
import { hintDeliver, hintSegments, hintWalk } from "@/lib/queue/hint";
import { BUCKETS_AHEAD_MS } from "./maintain-buckets";
import { refreshTimedSegments } from "./refresh-timed-segments";

export type MovedClock =
  | { ok: true; now: Instant; settled: boolean }
  /** backwards: the time asked for has passed; too_far: beyond ten years from now */
  | { ok: false; reason: "live" | "backwards" | "too_far" };

const SETTLE_TIMEOUT_MS = 30_000;
const LOOK_EVERY_MS = 15;
const FAR_MS = 3_660 * 86_400_000;
/** Hints are repeated while waiting: a worker may have started only now. */
const HINT_EVERY_MS = 1_000;

async function setClock(principal: Principal, move: ClockMove): Promise<MovedClock> {
  const { workspaceId } = principal;
  return withWorkspace(workspaceId, async (tx) => {
    const [workspace] = await tx.$queryRaw<{ mode: string; clock_offset_ms: bigint; timezone: string }[]>`
      select mode, clock_offset_ms, timezone from workspaces where id = ${workspaceId} for no key update`;
    if (workspace?.mode !== "sandbox") return { ok: false, reason: "live" };
    const now = clockNow({ mode: workspace.mode, clockOffsetMs: workspace.clock_offset_ms });
    const to = "advance" in move ? addDuration(now, move.advance, workspace.timezone) : Date.parse(move.now);
    if (to < now) return { ok: false, reason: "backwards" };
    if (to - Date.now() > FAR_MS) return { ok: false, reason: "too_far" };
    const clockOffsetMs = workspace.clock_offset_ms + BigInt(Math.round(to - now));
    await tx.workspace.update({ where: { id: workspaceId }, data: { clockOffsetMs } });
    const data = { from: new Date(now).toISOString(), to: new Date(to).toISOString() };
    const target = String(workspaceId);
    await writeAudit(tx, { workspaceId, actor: actorOf(principal), action: "clock.moved", target, data });
    return { ok: true, now: to, settled: false };
  });
}

/** Whether anything that was due by `now` in the sandbox is still to be done: people, sends, segments. Facts, no guesses. */
export async function isSettled(workspaceId: number, now: Instant): Promise<boolean> {
  const shard = sandboxShard(workspaceId);
  const buckets = bucketsUpTo(await listBuckets(pool()), now);
  const { rows } = await pool().query<{ busy: boolean }>(
    `select exists (${bucketsWithDue(buckets)})
      or exists (select from sends where shard = $1 and status = 'queued' and due_at <= to_timestamp($2::float8))
      or exists (select from sends where workspace_id = $3 and status = 'sending' and due_at <= to_timestamp($2::float8))
      or exists (select from dirty_subscribers where workspace_id = $3) as busy`,
    [shard, now / 1_000, workspaceId],
  );
  return rows[0]?.busy === false;
}

function hintAll(workspaceId: number): void {
  hintWalk([sandboxShard(workspaceId)]);
  hintDeliver([sandboxShard(workspaceId)]);
  hintSegments();
}

/**
 * Moves a sandbox's clock forward and waits until everything due up to the new time is done, at most 30 s; after that the work
 * goes on and `settled` is false. The time asked for is the person's word: durations are calendar time in the workspace's zone.
 */
export async function moveClock(
  principal: Principal,
  move: ClockMove,
  timeoutMs = SETTLE_TIMEOUT_MS,
): Promise<MovedClock> {
  const moved = await setClock(principal, move);
  if (!moved.ok) return moved;
  const { workspaceId } = principal;
  await ensureBuckets(pool(), moved.now - 86_400_000, moved.now + BUCKETS_AHEAD_MS);
  await refreshTimedSegments(workspaceId);
  const until = performance.now() + timeoutMs;
  let hintedAt = Number.NEGATIVE_INFINITY;
  for (;;) {
    if (await isSettled(workspaceId, moved.now)) return { ...moved, settled: true };
    if (performance.now() >= until) return moved;
    if (performance.now() - hintedAt > HINT_EVERY_MS) {
      hintAll(workspaceId);
      hintedAt = performance.now();
    }
    await sleep(LOOK_EVERY_MS);
  }
}
