import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { BEGIN_WALK, type ClaimedRow } from "@/lib/db/claim.sql";
import { readClock } from "@/lib/db/read-clock";
import { runTransaction } from "@/lib/db/run-transaction";
import { shardOf } from "@/lib/db/shard";
import { READ_RUN, TAKE_RUN, type TakenRow } from "@/lib/db/take-runs.sql";
import { LOCK_PEOPLE } from "@/lib/db/wake-visits.sql";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";
import { hintWalk } from "@/lib/queue/hint";
import { archivedWalk } from "./archived-walk";
import { commitWalks } from "./commit-walks";
import { readWalkContexts } from "./read-walk-contexts";

export type ExitedEnrollment = { ok: true } | { ok: false; reason: "not_found" | "already_ended" | "busy" };

/** A walk holds the person for milliseconds at a time; this long nobody can be missed. */
const LOOKS_MAX = 100;
const LOOK_EVERY_MS = 20;

type Run = { subscriber_id: string; state: string; mode: string };

async function readRun(principal: Principal, enrollmentId: string): Promise<Run | undefined> {
  const [run] = await withWorkspace(
    principal.workspaceId,
    (tx) => tx.$queryRaw<Run[]>`
      select e.subscriber_id::text, e.state, w.mode from enrollments e join workspaces w on w.id = e.workspace_id
      where e.id = ${BigInt(enrollmentId)}`,
  );
  return run;
}

async function take(client: pg.ClientBase, shard: number, enrollmentId: string): Promise<ClaimedRow | undefined> {
  const taken = await client.query<TakenRow>(TAKE_RUN, [shard, enrollmentId]);
  const [row] = taken.rows;
  if (!row) return undefined;
  const read = await client.query<Pick<ClaimedRow, "run" | "person">>(READ_RUN, [row.id, row.subscriber_id]);
  return { ...row, run: null, person: null, ...read.rows[0] };
}

/** True when the run was found waiting and has ended. The person first, as every walk has it: other runs of theirs may hear of it. */
async function endRun(workspaceId: number, shard: number, enrollmentId: string, reason: string, person: string) {
  const ended = await runTransaction(async (client) => {
    const now = await readClock(client, workspaceId);
    await client.query(LOCK_PEOPLE, [[person]]);
    const row = await take(client, shard, enrollmentId);
    if (!row) return undefined;
    const contexts = await readWalkContexts(client, [row.version_id]);
    const walked = archivedWalk(shard, row, contexts.get(row.version_id), now, reason);
    return commitWalks(client, walked ? [walked] : [], now);
  }, BEGIN_WALK);
  if (ended) hintWalk(ended.shards);
  return ended !== undefined;
}

/**
 * Takes one person out of a journey where they stand. `enrollmentId` is decimal text. "busy": a walk held the person the whole time
 * (two seconds); nothing has changed.
 */
export async function exitEnrollment(
  principal: Principal,
  enrollmentId: string,
  reason = "manual_exit",
): Promise<ExitedEnrollment> {
  const { workspaceId } = principal;
  for (let look = 0; look < LOOKS_MAX; look += 1) {
    const run = await readRun(principal, enrollmentId);
    if (!run) return { ok: false, reason: "not_found" };
    if (run.state !== "active") return { ok: false, reason: "already_ended" };
    const shard = shardOf({ id: workspaceId, mode: run.mode }, run.subscriber_id);
    if (await endRun(workspaceId, shard, enrollmentId, reason, run.subscriber_id)) {
      const line = { workspaceId, actor: actorOf(principal), action: "enrollment.exited", target: enrollmentId };
      await withWorkspace(workspaceId, (tx) => writeAudit(tx, line));
      return { ok: true };
    }
    await sleep(LOOK_EVERY_MS);
  }
  return { ok: false, reason: "busy" };
}
