import { actorOf, type Principal } from "@/lib/auth/principal";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";

/** Lets mail go to an address again. False when there is no such suppression of ours. */
export async function removeSuppression(principal: Principal, id: string): Promise<boolean> {
  const { workspaceId } = principal;
  return withWorkspace(workspaceId, async (tx) => {
    const { count } = await tx.suppression.deleteMany({ where: { id: BigInt(id), workspaceId } });
    if (count > 0)
      await writeAudit(tx, { workspaceId, actor: actorOf(principal), action: "suppression.removed", target: id });
    return count > 0;
  });
}
