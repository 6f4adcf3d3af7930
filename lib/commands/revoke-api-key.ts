import { forgetKeys } from "@/lib/auth/authenticate-key";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";

/** Revokes a key for ever; every process refuses it within seconds. False when there is no such working key of ours. */
export async function revokeApiKey(principal: Principal, id: string): Promise<boolean> {
  const { workspaceId } = principal;
  const revoked = await withWorkspace(workspaceId, async (tx) => {
    const { count } = await tx.apiKey.updateMany({
      where: { id, workspaceId, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    if (count > 0)
      await writeAudit(tx, { workspaceId, actor: actorOf(principal), action: "api_key.revoked", target: id });
    return count > 0;
  });
  forgetKeys();
  return revoked;
}
