import { actorOf, type Principal } from "@/lib/auth/principal";
import { addressKeySql } from "@/lib/db/address-key-sql";
import { Prisma } from "@/lib/db/generated/prisma/client";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";
import { tellConsent } from "./tell-consent";

/**
 * Lets messages go to an address again. Where its owner had unsubscribed, that is taken back with it: it stands with the person, too, and
 * nothing would change for them otherwise. Whoever waits for a change of consent looks again. False when there is no such suppression of ours.
 */
export async function removeSuppression(principal: Principal, id: string): Promise<boolean> {
  const { workspaceId } = principal;
  const addresses = await withWorkspace(workspaceId, async (tx) => {
    const [gone] = await tx.$queryRaw<{ channel: string; address: string; reason: string }[]>`
      delete from suppressions where workspace_id = ${workspaceId} and id = ${BigInt(id)} returning channel, address, reason`;
    if (!gone) return undefined;
    const { channel, address, reason } = gone;
    const line = { workspaceId, actor: actorOf(principal), action: "suppression.removed", target: id };
    await writeAudit(tx, { ...line, data: { channel, reason } });
    if (channel !== "email") return [];
    if (reason === "unsubscribed")
      await tx.$executeRaw`
      update subscribers set unsubscribed_at = null, updated_at = now()
      where workspace_id = ${workspaceId} and unsubscribed_at is not null and ${Prisma.raw(addressKeySql("subscribers"))} = ${address}`;
    return [address];
  });
  if (addresses?.length) await tellConsent(workspaceId, addresses);
  return addresses !== undefined;
}
