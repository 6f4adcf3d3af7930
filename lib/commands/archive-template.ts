import { actorOf, type Principal } from "@/lib/auth/principal";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";

/**
 * Takes a template out of the lists, or puts it back. Nothing is deleted: drafts that use it still find it and live journeys have their own
 * copy; it is neither published nor sent by the API (send-transactional.ts). False when there is no such template. `at` is real time.
 */
export function archiveTemplate(principal: Principal, id: string, archived: boolean, at: Date): Promise<boolean> {
  const { workspaceId } = principal;
  return withWorkspace(workspaceId, async (tx) => {
    const { count } = await tx.template.updateMany({
      where: { id, workspaceId },
      data: { archivedAt: archived ? at : null },
    });
    if (count === 0) return false;
    const action = archived ? "template.archived" : "template.restored";
    await writeAudit(tx, { workspaceId, actor: actorOf(principal), action, target: id });
    return true;
  });
}
