import { actorOf, type Principal } from "@/lib/auth/principal";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";

export type DeletedJourney =
  | { ok: true }
  | { ok: false; reason: "not_found" }
  /** it is active or paused, or `people` still stand in it */
  | { ok: false; reason: "in_use"; status: string; people: number };

/**
 * Deletes a draft, a completed or an archived journey with all its versions. One that is active or paused, or in which somebody still
 * stands, has to be archived first: a walk must find its version.
 */
export async function deleteJourney(principal: Principal, id: string): Promise<DeletedJourney> {
  const { workspaceId } = principal;
  const actor = actorOf(principal);
  return withWorkspace(workspaceId, async (tx) => {
    const [journey] = await tx.$queryRaw<{ name: string; status: string }[]>`
      select name, status from journeys where id = ${id}::uuid for update`;
    if (!journey) return { ok: false, reason: "not_found" };
    const { status } = journey;
    const [inside] = await tx.$queryRaw<{ people: number }[]>`
      select count(*)::int as people from enrollments where journey_id = ${id}::uuid and state = 'active'`;
    const people = inside?.people ?? 0;
    if (status === "active" || status === "paused" || people > 0)
      return { ok: false, reason: "in_use", status, people };
    await tx.journeyTrigger.deleteMany({ where: { journeyId: id } });
    await tx.journey.delete({ where: { id } });
    await writeAudit(tx, { workspaceId, actor, action: "journey.deleted", target: id, data: { name: journey.name } });
    return { ok: true };
  });
}
