import { isDeepStrictEqual } from "node:util";
import type { IfMatch } from "@/lib/api/if-match";
import type { SegmentPatch } from "@/lib/api/schemas/segment";
import { conditionSql } from "@/lib/audience/condition-sql";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { Prisma } from "@/lib/db/generated/prisma/client";
import { HOLD_LISTED } from "@/lib/db/ingest.sql";
import { type Tx, withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";
import type { Condition } from "@/lib/journey/condition";
import { mentionsStanding } from "@/lib/journey/standing-paths";
import { hintSegments, hintTriggers } from "@/lib/queue/hint";
import { circleOfRules } from "./circle-of-rules";
import { enableScores } from "./enable-scores";

/** Has everybody's segments looked at again, not before this transaction has ended (see MARK_DIRTY). $1 workspace */
export const MARK_ALL_DIRTY = `
insert into dirty_subscribers (workspace_id, subscriber_id)
select workspace_id, id from subscribers where workspace_id = $1 order by id ${HOLD_LISTED}`;

export type UpdatedSegment =
  | { ok: true }
  | { ok: false; reason: "not_found" | "name_taken" }
  /** somebody saved meanwhile: `revision` is what is there now */
  | { ok: false; reason: "stale"; revision: number }
  | { ok: false; reason: "unusable_condition"; path: string; message: string };

/**
 * Changes a segment over the revision that was seen; the guarded update decides between two authors. With another condition people enter
 * and leave it as the segments queue gets to them, which starts journeys like any other entering.
 */
export async function updateSegment(
  principal: Principal,
  id: string,
  patch: SegmentPatch,
  revision: IfMatch,
): Promise<UpdatedSegment> {
  const { workspaceId } = principal;
  if (patch.condition) {
    const usable = conditionSql(patch.condition, { workspaceId, now: 0 });
    if (!usable.ok) return { ok: false, reason: "unusable_condition", path: usable.path, message: usable.message };
  }
  try {
    const { moved, ...updated } = await withWorkspace(workspaceId, (tx) => update(tx, principal, id, patch, revision));
    if (moved) hintSegments();
    if (moved && mentionsStanding(patch.condition)) hintTriggers();
    return updated;
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
      return { ok: false, reason: "name_taken" };
    throw error;
  }
}

/** `moved`: other people belong in it than before. */
async function update(
  tx: Tx,
  principal: Principal,
  id: string,
  patch: SegmentPatch,
  revision: IfMatch,
): Promise<UpdatedSegment & { moved: boolean }> {
  const { workspaceId } = principal;
  const before = await tx.segment.findFirst({ where: { id, workspaceId } });
  if (!before) return { ok: false, reason: "not_found", moved: false };
  const refused = await refusal(tx, workspaceId, before, patch.condition);
  if (refused) return { ok: false, reason: "unusable_condition", path: "condition", message: refused, moved: false };
  const { count } = await tx.segment.updateMany({
    where: { id, workspaceId, ...(revision === "any" ? {} : { revision }) },
    data: { ...patch, revision: { increment: 1 } },
  });
  if (count === 0) {
    const now = await tx.segment.findFirst({ where: { id, workspaceId }, select: { revision: true } });
    return now
      ? { ok: false, reason: "stale", revision: now.revision, moved: false }
      : { ok: false, reason: "not_found", moved: false };
  }
  const moved = patch.condition !== undefined && !isDeepStrictEqual(patch.condition, before.condition);
  if (moved) {
    await tx.workspace.update({ where: { id: workspaceId }, data: { triggerEpoch: { increment: 1 } } });
    await tx.$executeRawUnsafe(MARK_ALL_DIRTY, workspaceId);
    if (mentionsStanding(patch.condition)) await enableScores(tx, workspaceId);
  }
  const line = { workspaceId, actor: actorOf(principal), action: "segment.updated", target: id };
  await writeAudit(tx, { ...line, data: { fields: Object.keys(patch) } });
  return { ok: true, moved };
}

/** Why a segment cannot have this condition; undefined when it can. */
async function refusal(
  tx: Tx,
  workspaceId: number,
  { id, kind }: { id: string; kind: string },
  condition: Condition | undefined,
): Promise<string | undefined> {
  if (!condition) return undefined;
  if (kind === "manual") return "A manual segment has no condition.";
  return (await circleOfRules(tx, workspaceId, { segments: new Map([[id, condition]]) }))?.message;
}
