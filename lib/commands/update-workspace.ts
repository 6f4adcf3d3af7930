import type { WorkspacePatch } from "@/lib/api/schemas/workspace";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { withWorkspace } from "@/lib/db/with-workspace";
import { clockNow } from "@/lib/db/workspace-clock";
import { writeAudit } from "@/lib/db/write-audit";
import { hintTriggers } from "@/lib/queue/hint";
import { reckonTimersAgain } from "./sync-timers";

/** Changes name, time zone or settings of the workspace; each given field replaces the old one. */
export async function updateWorkspace(principal: Principal, patch: WorkspacePatch): Promise<void> {
  const { workspaceId } = principal;
  await withWorkspace(workspaceId, async (tx) => {
    const workspace = await tx.workspace.update({ where: { id: workspaceId }, data: patch });
    if (patch.timezone !== undefined) await reckonTimersAgain(tx, workspaceId, clockNow(workspace));
    await writeAudit(tx, {
      workspaceId,
      actor: actorOf(principal),
      action: "workspace.updated",
      target: String(workspaceId),
      data: { fields: Object.keys(patch) },
    });
  });
  if (patch.timezone !== undefined) hintTriggers();
}
