import type { Prisma } from "@/lib/db/generated/prisma/client";
import { writeAudit } from "@/lib/db/write-audit";

export type NewPassword = {
  userId: string;
  /** of better-auth's hashPassword */
  hash: string;
  /** the session that lives on: the one it was changed from */
  keepSessionId?: string;
  /** `user:<id>`, or "system" for whoever runs the installation */
  actor: string;
  action: "account.password_changed" | "account.password_reset";
};

/**
 * Gives an account its password, ends its other sessions and tells the audit log of every workspace it belongs to; all of it or nothing, in
 * the caller's transaction. Gives how many sessions were ended.
 */
export async function setPassword(tx: Prisma.TransactionClient, given: NewPassword): Promise<number> {
  const { userId, hash, keepSessionId, actor, action } = given;
  const credential = { userId, providerId: "credential" };
  const { count: had } = await tx.account.updateMany({ where: credential, data: { password: hash } });
  if (had === 0)
    await tx.account.create({ data: { id: crypto.randomUUID(), accountId: userId, ...credential, password: hash } });
  const { count: endedSessions } = await tx.session.deleteMany({
    where: { userId, ...(keepSessionId ? { id: { not: keepSessionId } } : {}) },
  });
  const memberships = await tx.membership.findMany({ where: { userId }, select: { workspaceId: true } });
  for (const { workspaceId } of memberships)
    await writeAudit(tx, { workspaceId, actor, action, target: userId, data: { ended_sessions: endedSessions } });
  return endedSessions;
}
