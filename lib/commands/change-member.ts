import type { Role } from "@/lib/auth/permissions";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { type Tx, withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";
import { mayGrant } from "./may-grant";

export type ChangedMember = { ok: true } | { ok: false; reason: "not_found" | "last_owner" | "role_not_yours_to_give" };

/** Gives a member another role. A workspace always keeps an owner, and only owners touch owners. */
export function changeRole(principal: Principal, userId: string, role: Role): Promise<ChangedMember> {
  return change(principal, userId, role, async (tx) => {
    const { workspaceId } = principal;
    await tx.membership.update({ where: { workspaceId_userId: { workspaceId, userId } }, data: { role } });
    const line = { workspaceId, actor: actorOf(principal), action: "member.role_changed", target: userId };
    await writeAudit(tx, { ...line, data: { role } });
  });
}

/** Ends a membership; the account itself stays. A workspace always keeps an owner, and only owners touch owners. */
export function removeMember(principal: Principal, userId: string): Promise<ChangedMember> {
  return change(principal, userId, undefined, async (tx) => {
    const { workspaceId } = principal;
    // What they had to do is anybody's now.
    await tx.task.updateMany({
      where: { workspaceId, assigneeId: userId, completedAt: null },
      data: { assigneeId: null },
    });
    await tx.membership.delete({ where: { workspaceId_userId: { workspaceId, userId } } });
    await writeAudit(tx, { workspaceId, actor: actorOf(principal), action: "member.removed", target: userId });
  });
}

async function change(
  principal: Principal,
  userId: string,
  role: Role | undefined,
  apply: (tx: Tx) => Promise<void>,
): Promise<ChangedMember> {
  const { workspaceId } = principal;
  return withWorkspace(workspaceId, async (tx) => {
    // All rows of the workspace are locked: two owners who demote each other at once cannot both succeed.
    const members = await tx.$queryRaw<{ user_id: string; role: string }[]>`
      select user_id, role from memberships where workspace_id = ${workspaceId} order by user_id for update`;
    const member = members.find((m) => m.user_id === userId);
    if (!member) return { ok: false, reason: "not_found" };
    if (!mayGrant(principal, member.role) || (role && !mayGrant(principal, role)))
      return { ok: false, reason: "role_not_yours_to_give" };
    const owners = members.filter((m) => m.role === "owner");
    if (member.role === "owner" && role !== "owner" && owners.length === 1) return { ok: false, reason: "last_owner" };
    await apply(tx);
    return { ok: true };
  });
}
