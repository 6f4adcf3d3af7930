import { actorOf, type Principal } from "@/lib/auth/principal";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";

const NAME_MAX = 200;

/** A new draft with the other's draft graph and settings. Answers its id; undefined when there is no such journey of ours. */
export async function duplicateJourney(principal: Principal, id: string): Promise<string | undefined> {
  const { workspaceId } = principal;
  const actor = actorOf(principal);
  return withWorkspace(workspaceId, async (tx) => {
    const original = await tx.journey.findFirst({ where: { id, workspaceId } });
    if (!original) return undefined;
    const { name, description, graph, settings } = original;
    const copy = await tx.journey.create({
      data: {
        workspaceId,
        name: `Copy of ${name}`.slice(0, NAME_MAX),
        description,
        // jsonb of a required column is never null
        graph: graph ?? {},
        settings: settings ?? {},
      },
      select: { id: true },
    });
    await writeAudit(tx, { workspaceId, actor, action: "journey.duplicated", target: copy.id, data: { from: id } });
    return copy.id;
  });
}
