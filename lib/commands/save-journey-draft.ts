import type { JourneyPatch } from "@/lib/api/schemas/journey";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";
import { stableJson } from "@/lib/engine/same-config";
import { graphSchema } from "@/lib/journey/graph";
import { bareGraph } from "@/lib/queries/read-draft-content";
import { lockJourney } from "./lock-journey";

export type SavedDraft =
  | { ok: true; revision: number }
  | { ok: false; reason: "not_found" }
  /** somebody saved meanwhile: `revision` is what is there now */
  | { ok: false; reason: "stale"; revision: number };

/** Whether what would go live becomes another: a name, a moved card and a note change nothing of it. */
function saysOtherwise(before: { graph: unknown; settings: unknown }, { graph, settings }: JourneyPatch): boolean {
  const steps = graph && bareGraph(graph);
  return (
    (steps !== undefined && stableJson(steps) !== stableJson(bareGraph(graphSchema.parse(before.graph)))) ||
    (settings !== undefined && stableJson(settings) !== stableJson(before.settings))
  );
}

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
    const before = await lockJourney(tx, workspaceId, id);
    const { count } = await tx.journey.updateMany({
      where: { id, workspaceId, ...(revision === "any" ? {} : { revision }) },
      data: { ...patch, revision: { increment: 1 } },
    });
    const now = await tx.journey.findFirst({ where: { id, workspaceId }, select: { revision: true } });
    if (!now) return { ok: false, reason: "not_found" };
    if (count === 0) return { ok: false, reason: "stale", revision: now.revision };
    const fields = Object.keys(patch);
    const data = {
      fields,
      revision: now.revision,
      ...(before && saysOtherwise(before, patch) ? {} : { content: false }),
    };
    await writeAudit(tx, { workspaceId, actor, action: "journey.saved", target: id, data });
    return { ok: true, revision: now.revision };
  });
}
