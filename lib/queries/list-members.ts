import type { InvitationResource, MemberResource } from "@/lib/api/schemas/workspace";
import { roles } from "@/lib/auth/permissions";
import { withWorkspace } from "@/lib/db/with-workspace";

const roleOf = (role: string) => roles.find((r) => r === role) ?? "viewer";

/** Everybody who belongs to the workspace, longest first. */
export async function listMembers(workspaceId: number): Promise<MemberResource[]> {
  const rows = await withWorkspace(workspaceId, (tx) =>
    tx.membership.findMany({
      where: { workspaceId },
      select: { role: true, createdAt: true, user: { select: { id: true, name: true, email: true } } },
      orderBy: [{ createdAt: "asc" }, { userId: "asc" }],
    }),
  );
  return rows.map(({ role, createdAt, user }) => ({
    user_id: user.id,
    name: user.name,
    email: user.email,
    role: roleOf(role),
    joined_at: createdAt.toISOString(),
  }));
}

/** Invitations that can still be accepted, newest first. */
export async function listInvitations(workspaceId: number): Promise<InvitationResource[]> {
  const rows = await withWorkspace(workspaceId, (tx) =>
    tx.invitation.findMany({
      where: { workspaceId, acceptedAt: null, expiresAt: { gt: new Date() } },
      orderBy: { id: "desc" },
    }),
  );
  return rows.map(({ id, email, role, createdAt, expiresAt }) => ({
    id,
    email,
    role: roleOf(role),
    created_at: createdAt.toISOString(),
    expires_at: expiresAt.toISOString(),
  }));
}
