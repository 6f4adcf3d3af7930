import { prisma } from "@/lib/db/prisma";
import { writeAudit } from "@/lib/db/write-audit";
import type { Account } from "./authentication";
import { hashKeySecret } from "./key-secret";

/**
 * Makes the signed-in person a member of the workspace an invitation names. The invitation is used up exactly once: the
 * guarded update decides between two who try at the same time. Somebody who is a member already keeps their role.
 */
export async function acceptInvitation(
  account: Account,
  token: string,
): Promise<{ ok: true; workspace: { slug: string; name: string } } | { ok: false; reason: string }> {
  const tokenHash = hashKeySecret(token);
  return prisma().$transaction(async (tx) => {
    const invitation = await tx.invitation.findUnique({ where: { tokenHash }, include: { workspace: true } });
    if (!invitation || invitation.email !== account.email.toLowerCase())
      return { ok: false, reason: "There is no such invitation for your e-mail address." };
    const now = new Date();
    const used = await tx.invitation.updateMany({
      where: { id: invitation.id, acceptedAt: null, expiresAt: { gt: now } },
      data: { acceptedAt: now },
    });
    if (used.count === 0) return { ok: false, reason: "This invitation was used, withdrawn or has expired." };
    const { workspaceId, role, workspace } = invitation;
    await tx.membership.upsert({
      where: { workspaceId_userId: { workspaceId, userId: account.userId } },
      create: { workspaceId, userId: account.userId, role },
      update: {},
    });
    await writeAudit(tx, {
      workspaceId,
      actor: `user:${account.userId}`,
      action: "member.joined",
      target: account.userId,
      data: { email: account.email, role },
    });
    return { ok: true, workspace: { slug: workspace.slug, name: workspace.name } };
  });
}
