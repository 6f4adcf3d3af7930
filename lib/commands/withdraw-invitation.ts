import { actorOf, type Principal } from "@/lib/auth/principal";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";

/** Makes an open invitation useless. False when there is no such open one of ours. */
export async function withdrawInvitation(principal: Principal, id: string): Promise<boolean> {
  const { workspaceId } = principal;
  return withWorkspace(workspaceId, async (tx) => {
    const { count } = await tx.invitation.deleteMany({ where: { id, workspaceId, acceptedAt: null } });
    if (count > 0)
      await writeAudit(tx, { workspaceId, actor: actorOf(principal), action: "invitation.withdrawn", target: id });
    return count > 0;
  });
}
