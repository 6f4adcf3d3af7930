import type { WorkspacePatch } from "@/lib/api/schemas/workspace";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";

/** Changes name, time zone or settings of the workspace; each given field replaces the old one. */
export async function updateWorkspace(principal: Principal, patch: WorkspacePatch): Promise<void> {
  const { workspaceId } = principal;
  await withWorkspace(workspaceId, async (tx) => {
    await tx.workspace.update({ where: { id: workspaceId }, data: patch });
    await writeAudit(tx, {
      workspaceId,
      actor: actorOf(principal),
      action: "workspace.updated",
      target: String(workspaceId),
      data: { fields: Object.keys(patch) },
    });
  });
}
