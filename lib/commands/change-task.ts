import { actorOf, may, type Principal } from "@/lib/auth/principal";
import { type Tx, withWorkspace } from "@/lib/db/with-workspace";
import { clockNow } from "@/lib/db/workspace-clock";
import { writeAudit } from "@/lib/db/write-audit";

export type ChangedTask = { ok: true } | { ok: false; reason: "not_found" | "not_yours" | "not_a_member" };

/** Ticks a task off. One that is done stays as it was done first. */
export function completeTask(principal: Principal, id: string): Promise<ChangedTask> {
  return change(principal, id, async (tx) => {
    const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: principal.workspaceId } });
    const { count } = await tx.task.updateMany({
      where: { id, completedAt: null },
      data: { completedAt: new Date(clockNow(workspace)), completedBy: actorOf(principal) },
    });
    if (count > 0) await note(tx, principal, "task.completed", id);
    return { ok: true };
  });
}

/** Puts a task that was done back on the list. */
export function reopenTask(principal: Principal, id: string): Promise<ChangedTask> {
  return change(principal, id, async (tx) => {
    const { count } = await tx.task.updateMany({
      where: { id, completedAt: { not: null } },
      data: { completedAt: null, completedBy: null },
    });
    if (count > 0) await note(tx, principal, "task.reopened", id);
    return { ok: true };
  });
}

/** Gives a task to another member, or to nobody in particular. */
export function reassignTask(principal: Principal, id: string, userId: string | null): Promise<ChangedTask> {
  return change(principal, id, async (tx) => {
    const { workspaceId } = principal;
    if (
      userId !== null &&
      !(await tx.membership.findUnique({ where: { workspaceId_userId: { workspaceId, userId } } }))
    )
      return { ok: false, reason: "not_a_member" };
    await tx.task.update({ where: { id }, data: { assigneeId: userId } });
    await note(tx, principal, "task.assigned", id, userId);
    return { ok: true };
  });
}

/** Whoever may edit works on every task; others on their own, so that a viewer can be given something to do. */
async function change(principal: Principal, id: string, apply: (tx: Tx) => Promise<ChangedTask>): Promise<ChangedTask> {
  return withWorkspace(principal.workspaceId, async (tx) => {
    const [task] = await tx.$queryRaw<{ assignee_id: string | null }[]>`
      select assignee_id from tasks where id = ${id}::uuid and workspace_id = ${principal.workspaceId} for update`;
    if (!task) return { ok: false, reason: "not_found" };
    const own = principal.kind === "user" && task.assignee_id === principal.userId;
    if (!own && !may(principal, "edit")) return { ok: false, reason: "not_yours" };
    return apply(tx);
  });
}

function note(tx: Tx, principal: Principal, action: string, target: string, to?: string | null): Promise<void> {
  const line = { workspaceId: principal.workspaceId, actor: actorOf(principal), action, target };
  return writeAudit(tx, to === undefined ? line : { ...line, data: { to } });
}
