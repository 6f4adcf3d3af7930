import type { JourneyCreate } from "@/lib/api/schemas/journey";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";

/** A new draft. Its graph may be anything a graph can be; what publishing needs is checked there. Answers its id. */
export async function createJourney(principal: Principal, wanted: JourneyCreate): Promise<string> {
  const { name, description, graph, settings } = wanted;
  const { workspaceId } = principal;
  const actor = actorOf(principal);
  return withWorkspace(workspaceId, async (tx) => {
    const { id } = await tx.journey.create({
      data: { workspaceId, name, description, graph, settings },
      select: { id: true },
    });
    await writeAudit(tx, { workspaceId, actor, action: "journey.created", target: id, data: { name } });
    return id;
  });
}
