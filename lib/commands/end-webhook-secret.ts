import { actorOf, type Principal } from "@/lib/auth/principal";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";

/** Ends a signing secret at once: nothing is signed with it any more. False when there is no such valid secret of ours. */
export function endWebhookSecret(principal: Principal, id: string, now = new Date()): Promise<boolean> {
  const { workspaceId } = principal;
  return withWorkspace(workspaceId, async (tx) => {
    const { count } = await tx.webhookSecret.updateMany({
      where: { id, workspaceId, OR: [{ endsAt: null }, { endsAt: { gt: now } }] },
      data: { endsAt: now },
    });
    if (count === 0) return false;
    await writeAudit(tx, { workspaceId, actor: actorOf(principal), action: "webhook_secret.ended", target: id });
    return true;
  });
}
