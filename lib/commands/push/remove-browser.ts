import { actorOf, type Principal } from "@/lib/auth/principal";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";

/** Takes a browser off the list by hand. Audited. False: none of ours. */
export function removeBrowser(principal: Principal, id: string): Promise<boolean> {
  const { workspaceId } = principal;
  return withWorkspace(workspaceId, async (tx) => {
    const { count } = await tx.pushSubscription.deleteMany({ where: { id, workspaceId } });
    if (count === 0) return false;
    await writeAudit(tx, { workspaceId, actor: actorOf(principal), action: "push_subscription.removed", target: id });
    return true;
  });
}
