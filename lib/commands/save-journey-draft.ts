import type { JourneyPatch } from "@/lib/api/schemas/journey";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";

export type SavedDraft =
  | { ok: true; revision: number }
  | { ok: false; reason: "not_found" }
  /** somebody saved meanwhile: `revision` is what is there now */
  | { ok: false; reason: "stale"; revision: number };

/**
 * Saves a changed draft over the revision the author has seen. The guarded update decides between two authors: one
 * wins, the other is told. `revision: "any"` overwrites whatever is there.
 */
export async function saveJourneyDraft(
  principal: Principal,
  id: string,
  revision: number | "any",
  patch: JourneyPatch,
): Promise<SavedDraft> {
  const { workspaceId } = principal;
  const actor = actorOf(principal);
  return withWorkspace(workspaceId, async (tx) => {
    const { count } = await tx.journey.updateMany({
      where: { id, workspaceId, ...(revision === "any" ? {} : { revision }) },
      data: { ...patch, revision: { increment: 1 } },
    });
    const now = await tx.journey.findFirst({ where: { id, workspaceId }, select: { revision: true } });
    if (!now) return { ok: false, reason: "not_found" };
    if (count === 0) return { ok: false, reason: "stale", revision: now.revision };
    const data = { fields: Object.keys(patch), revision: now.revision };
    await writeAudit(tx, { workspaceId, actor, action: "journey.saved", target: id, data });
    return { ok: true, revision: now.revision };
  });
}
