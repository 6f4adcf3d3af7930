import type { DryRunRequest } from "@/lib/api/schemas/journey";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { RELEASE_DRY_ENTRIES } from "@/lib/db/dry-run.sql";
import { pool } from "@/lib/db/pool";
import { type Tx, withWorkspace } from "@/lib/db/with-workspace";
import { clockNow } from "@/lib/db/workspace-clock";
import { writeAudit } from "@/lib/db/write-audit";
import type { Instant } from "@/lib/journey/facts";
import { pullForward } from "./pull-forward";

export type DryRunSet =
  | { ok: true }
  | { ok: false; reason: "not_found" }
  /** a draft or an archived journey */
  | { ok: false; reason: "not_live"; status: string };

type Left = { from: Instant; to: Instant };

/**
 * Begins or ends a dry run of a live journey: while it lasts, everything but the hand-over is done and nothing is written about people. At its
 * end whoever entered during it either leaves (and may enter again) or goes on for real; people from before always go on.
 */
export async function setDryRun(principal: Principal, journeyId: string, wanted: DryRunRequest): Promise<DryRunSet> {
  const { workspaceId } = principal;
  const set = await withWorkspace(workspaceId, (tx) => change(tx, principal, journeyId, wanted));
  if (!set.ok) return set;
  if (set.left) {
    const { from, to } = set.left;
    await pool().query(RELEASE_DRY_ENTRIES, [journeyId, from / 1_000, to / 1_000]);
    await pullForward(workspaceId, journeyId, set.left);
  }
  return { ok: true };
}

async function change(
  tx: Tx,
  principal: Principal,
  id: string,
  wanted: DryRunRequest,
): Promise<Exclude<DryRunSet, { ok: true }> | { ok: true; left?: Left }> {
  const { workspaceId } = principal;
  const [row] = await tx.$queryRaw<{ status: string; since: Date | null }[]>`
    select status, dry_run_since as since from journeys where id = ${id}::uuid for no key update`;
  if (!row) return { ok: false, reason: "not_found" };
  if (row.status !== "active" && row.status !== "paused") return { ok: false, reason: "not_live", status: row.status };
  if (wanted.on === (row.since !== null)) return { ok: true };
  const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const now = clockNow(workspace);
  const line = { workspaceId, actor: actorOf(principal), target: id };
  if (wanted.on) {
    await tx.journey.update({ where: { id }, data: { dryRunSince: new Date(now) } });
    await writeAudit(tx, { ...line, action: "journey.dry_run_started" });
    return { ok: true };
  }
  const left = wanted.people === "leave" && row.since ? { from: row.since.getTime(), to: now } : undefined;
  await tx.$executeRaw`
    update journeys set dry_run_since = null,
      dry_left = dry_left || ${JSON.stringify(left ? [[left.from, left.to]] : [])}::jsonb
    where id = ${id}::uuid`;
  await writeAudit(tx, { ...line, action: "journey.dry_run_ended", data: { people: wanted.people } });
  return { ok: true, ...(left && { left }) };
}
