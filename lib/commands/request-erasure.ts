import { appSecret } from "@/lib/auth/app-secret";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";
import { eraseSubscriber } from "./erase-subscriber";

/** Erases a person and notes that it was done, not who it was. False when there is no such person of ours. */
export async function requestErasure(principal: Principal, externalId: string): Promise<boolean> {
  const { workspaceId } = principal;
  if (!(await eraseSubscriber(workspaceId, externalId, appSecret()))) return false;
  const line = { workspaceId, actor: actorOf(principal), action: "subscriber.erased", target: "subscriber" };
  await withWorkspace(workspaceId, (tx) => writeAudit(tx, line));
  return true;
}
