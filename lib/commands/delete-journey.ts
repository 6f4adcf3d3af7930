import { actorOf, type Principal } from "@/lib/auth/principal";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";

export type DeletedJourney = { ok: true } | { ok: false; reason: "not_found" | "in_use" };

/**
 * Deletes a draft or an archived journey with all its versions. One that is active or paused, or in which somebody still
 * stands, has to be archived first: a walk must find its version.
 */
export async function deleteJourney(principal: Principal, id: string): Promise<DeletedJourney> {
  const { workspaceId } = principal;
  const actor = actorOf(principal);
  return withWorkspace(workspaceId, async (tx) => {
    const [journey] = await tx.$queryRaw<{ name: string; status: string }[]>`
      select name, status from journeys where id = ${id}::uuid for update`;
    if (!journey) return { ok: false, reason: "not_found" };
    if (journey.status === "active" || journey.status === "paused") return { ok: false, reason: "in_use" };
    const inside = await tx.$queryRaw<unknown[]>`
      select 1 from enrollments where journey_id = ${id}::uuid and state = 'active' limit 1`;
    if (inside.length > 0) return { ok: false, reason: "in_use" };
    await tx.journeyTrigger.deleteMany({ where: { journeyId: id } });
    await tx.journey.delete({ where: { id } });
    await writeAudit(tx, { workspaceId, actor, action: "journey.deleted", target: id, data: { name: journey.name } });
    return { ok: true };
  });
}
