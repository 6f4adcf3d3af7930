import type { IfMatch } from "@/lib/api/if-match";
import type { WorkspacePatch } from "@/lib/api/schemas/workspace";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { withWorkspace } from "@/lib/db/with-workspace";
import { clockNow } from "@/lib/db/workspace-clock";
import { writeAudit } from "@/lib/db/write-audit";
import { hintTriggers } from "@/lib/queue/hint";
import { reckonTimersAgain } from "./sync-timers";

/** stale: somebody saved meanwhile, and `revision` is what is there now */
export type UpdatedWorkspace = { ok: true } | { ok: false; reason: "stale"; revision: number };

/**
 * Changes name, time zone or settings of the workspace over the revision that was seen; each given field replaces the old one. The guarded
 * update decides between two authors.
 */
export async function updateWorkspace(
  principal: Principal,
  patch: WorkspacePatch,
  revision: IfMatch = "any",
): Promise<UpdatedWorkspace> {
  const { workspaceId } = principal;
  const updated = await withWorkspace(workspaceId, async (tx): Promise<UpdatedWorkspace> => {
    const { count } = await tx.workspace.updateMany({
      where: { id: workspaceId, ...(revision === "any" ? {} : { revision }) },
      data: { ...patch, revision: { increment: 1 } },
    });
    const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    if (count === 0) return { ok: false, reason: "stale", revision: workspace.revision };
    if (patch.timezone !== undefined) await reckonTimersAgain(tx, workspaceId, clockNow(workspace));
    await writeAudit(tx, {
      workspaceId,
      actor: actorOf(principal),
      action: "workspace.updated",
      target: String(workspaceId),
      data: { fields: Object.keys(patch) },
    });
    return { ok: true };
  });
  if (updated.ok && patch.timezone !== undefined) hintTriggers();
  return updated;
}
