import { isDeepStrictEqual } from "node:util";
import type { SegmentPatch } from "@/lib/api/schemas/segment";
import { conditionSql } from "@/lib/audience/condition-sql";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { Prisma } from "@/lib/db/generated/prisma/client";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";
import { mentionsStanding } from "@/lib/journey/standing-paths";
import { hintSegments, hintTriggers } from "@/lib/queue/hint";
import { asksForItself } from "./asks-for-itself";
import { enableScores } from "./enable-scores";

/** Has everybody's segments looked at again. $1 workspace */
export const MARK_ALL_DIRTY = `
insert into dirty_subscribers (workspace_id, subscriber_id)
select workspace_id, id from subscribers where workspace_id = $1 order by id on conflict do nothing`;

export type UpdatedSegment =
  | { ok: true }
  | { ok: false; reason: "not_found" | "name_taken" }
  | { ok: false; reason: "unusable_condition"; path: string; message: string };

/**
 * Changes a segment. With another condition people enter and leave it as the segments queue gets to them, which starts journeys
 * like any other entering.
 */
export async function updateSegment(principal: Principal, id: string, patch: SegmentPatch): Promise<UpdatedSegment> {
  const { workspaceId } = principal;
  if (patch.condition) {
    const usable = conditionSql(patch.condition, { workspaceId, now: 0 });
    if (!usable.ok) return { ok: false, reason: "unusable_condition", path: usable.path, message: usable.message };
  }
  try {
    const { found, moved, refused } = await withWorkspace(workspaceId, async (tx) => {
      const before = await tx.segment.findFirst({ where: { id, workspaceId } });
      if (!before) return { found: false, moved: false };
      if (patch.condition && before.kind === "manual")
        return { found: true, moved: false, refused: "A manual segment has no condition." };
      if (patch.condition && (await asksForItself(tx, workspaceId, new Map([[id, patch.condition]]))))
        return {
          found: true,
          moved: false,
          refused: "The segment would ask for itself, so nobody could be said to be in it.",
        };
      await tx.segment.update({ where: { id }, data: patch });
      const moved = patch.condition !== undefined && !isDeepStrictEqual(patch.condition, before.condition);
      if (moved) {
        await tx.workspace.update({ where: { id: workspaceId }, data: { triggerEpoch: { increment: 1 } } });
        await tx.$executeRawUnsafe(MARK_ALL_DIRTY, workspaceId);
        if (mentionsStanding(patch.condition)) await enableScores(tx, workspaceId);
      }
      const line = { workspaceId, actor: actorOf(principal), action: "segment.updated", target: id };
      await writeAudit(tx, { ...line, data: { fields: Object.keys(patch) } });
      return { found: true, moved };
    });
    if (refused !== undefined) return { ok: false, reason: "unusable_condition", path: "condition", message: refused };
    if (moved) hintSegments();
    if (moved && mentionsStanding(patch.condition)) hintTriggers();
    return found ? { ok: true } : { ok: false, reason: "not_found" };
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
      return { ok: false, reason: "name_taken" };
    throw error;
  }
}
