import { actorOf, type Principal } from "@/lib/auth/principal";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";

/** Takes a connection out of use for ever and forgets its credentials; steps that use it fail from now on. False: there is none of ours. */
export function removeCrmConnection(principal: Principal, id: string, at = new Date()): Promise<boolean> {
  const { workspaceId } = principal;
  return withWorkspace(workspaceId, async (tx) => {
    // its name is free again for another
    const data = { archivedAt: at, sealed: "", shown: {}, name: `(removed ${id})` };
    const { count } = await tx.crmConnection.updateMany({ where: { id, workspaceId, archivedAt: null }, data });
    if (count === 0) return false;
    await writeAudit(tx, { workspaceId, actor: actorOf(principal), action: "crm.removed", target: id });
    return true;
  });
}
