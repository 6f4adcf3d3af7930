import type { TemplatePatch } from "@/lib/api/schemas/templates";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";

export type SavedTemplate =
  | { ok: true; revision: number }
  | { ok: false; reason: "not_found" }
  /** somebody saved meanwhile: `revision` is what is there now */
  | { ok: false; reason: "stale"; revision: number };

/**
 * Saves a template over the revision its author has seen; "any" overwrites. The guarded update decides between two authors.
 * Journeys that are live keep the copy they were published with.
 */
export function saveTemplate(
  principal: Principal,
  id: string,
  revision: number | "any",
  { name, document }: TemplatePatch,
): Promise<SavedTemplate> {
  const { workspaceId } = principal;
  return withWorkspace(workspaceId, async (tx) => {
    const { count } = await tx.template.updateMany({
      where: { id, workspaceId, ...(revision === "any" ? {} : { revision }) },
      data: { ...(name === undefined ? {} : { name }), ...(document ? { document } : {}), revision: { increment: 1 } },
    });
    const now = await tx.template.findFirst({ where: { id, workspaceId }, select: { revision: true } });
    if (!now) return { ok: false, reason: "not_found" };
    if (count === 0) return { ok: false, reason: "stale", revision: now.revision };
    const data = { revision: now.revision, ...(document ? {} : { content: false }) };
    await writeAudit(tx, { workspaceId, actor: actorOf(principal), action: "template.saved", target: id, data });
    return { ok: true, revision: now.revision };
  });
}
