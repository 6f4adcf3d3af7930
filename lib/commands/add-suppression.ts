import type { SuppressionResource } from "@/lib/api/schemas/suppression";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { pushSuppressionKey, suppressionKey } from "@/lib/channels/address";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";
import { presentSuppression } from "@/lib/queries/list-suppressions";
import { tellConsent } from "./tell-consent";

/**
 * Stops marketing mail to an address by hand. One that is suppressed already stays so, for its first reason. Whoever waits for a change of
 * consent looks again.
 */
export async function addSuppression(
  principal: Principal,
  { channel, address }: { channel: string; address: string },
): Promise<{ created: boolean; suppression: SuppressionResource }> {
  const { workspaceId } = principal;
  const key = {
    workspaceId,
    channel,
    address: channel === "email" ? suppressionKey(address) : pushSuppressionKey(address),
  };
  const added = await withWorkspace(workspaceId, async (tx) => {
    const { count } = await tx.suppression.createMany({ data: [{ ...key, reason: "manual" }], skipDuplicates: true });
    const row = await tx.suppression.findUniqueOrThrow({ where: { workspaceId_channel_address: key } });
    if (count > 0)
      await writeAudit(tx, {
        workspaceId,
        actor: actorOf(principal),
        action: "suppression.added",
        target: String(row.id),
        data: { channel },
      });
    return { created: count > 0, suppression: presentSuppression(row) };
  });
  if (added.created && channel === "email") await tellConsent(workspaceId, [key.address]);
  return added;
}
