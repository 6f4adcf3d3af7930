import { randomBytes } from "node:crypto";
import type * as z from "zod";
import type { InvitationCreated, invitationCreateSchema } from "@/lib/api/schemas/workspace";
import { appUrl } from "@/lib/auth/app-url";
import { hashKeySecret } from "@/lib/auth/key-secret";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";
import { mayGrant } from "./may-grant";

const VALID_MS = 7 * 24 * 3_600_000;

export type Invited =
  | { ok: true; invitation: InvitationCreated }
  | { ok: false; reason: "already_member" | "role_not_yours_to_give" };

/**
 * Invites an address for seven days. The link is in the answer and nowhere else; an older invitation of the same
 * address stops working.
 */
export async function inviteMember(
  principal: Principal,
  wanted: z.output<typeof invitationCreateSchema>,
): Promise<Invited> {
  const { workspaceId } = principal;
  const { role } = wanted;
  const email = wanted.email.toLowerCase();
  if (!mayGrant(principal, role)) return { ok: false, reason: "role_not_yours_to_give" };
  const token = randomBytes(24).toString("base64url");
  return withWorkspace(workspaceId, async (tx) => {
    const member = await tx.membership.findFirst({
      where: { workspaceId, user: { email } },
      select: { userId: true },
    });
    if (member) return { ok: false, reason: "already_member" };
    await tx.invitation.deleteMany({ where: { workspaceId, email, acceptedAt: null } });
    const made = await tx.invitation.create({
      data: {
        workspaceId,
        email,
        role,
        tokenHash: hashKeySecret(token),
        expiresAt: new Date(Date.now() + VALID_MS),
      },
    });
    await writeAudit(tx, {
      workspaceId,
      actor: actorOf(principal),
      action: "member.invited",
      target: made.id,
      data: { email, role },
    });
    const url = `${appUrl()}/sign-up?invitation=${token}&email=${encodeURIComponent(email)}`;
    const times = { created_at: made.createdAt.toISOString(), expires_at: made.expiresAt.toISOString() };
    return { ok: true, invitation: { id: made.id, email, role, ...times, token, url } };
  });
}
