import { actorOf, type Principal } from "@/lib/auth/principal";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";

export type DeletedSegment =
  | { ok: true }
  | { ok: false; reason: "not_found" }
  /** names of the live journeys that ask about it */
  | { ok: false; reason: "in_use"; journeys: string[] };

/** Deletes a segment with its memberships, unless a live journey (its mails included) or another segment asks about it. */
export async function deleteSegment(principal: Principal, id: string): Promise<DeletedSegment> {
  const { workspaceId } = principal;
  return withWorkspace(workspaceId, async (tx) => {
    const segment = await tx.segment.findFirst({ where: { id, workspaceId }, select: { name: true } });
    if (!segment) return { ok: false, reason: "not_found" };
    const users = await tx.$queryRaw<{ name: string }[]>`
      select j.name from journeys j join journey_versions v on v.id = j.live_version_id
      where (j.status in ('active', 'paused') or j.status = 'completed' and exists (
          select from enrollments e where e.journey_id = j.id and e.state = 'active'))
        and (strpos(v.graph::text, ${`"${id}"`}) > 0 or strpos(v.settings::text, ${`"${id}"`}) > 0 or strpos(v.emails::text, ${`"${id}"`}) > 0)
      union
      select g.name from segments g where g.id <> ${id}::uuid and strpos(g.condition::text, ${`"${id}"`}) > 0
      order by 1`;
    if (users.length > 0) return { ok: false, reason: "in_use", journeys: users.map(({ name }) => name) };
    await tx.$executeRaw`delete from segment_members where segment_id = ${id}::uuid`;
    await tx.segment.delete({ where: { id } });
    await tx.workspace.update({ where: { id: workspaceId }, data: { triggerEpoch: { increment: 1 } } });
    const line = { workspaceId, actor: actorOf(principal), action: "segment.deleted", target: id };
    await writeAudit(tx, { ...line, data: { name: segment.name } });
    return { ok: true };
  });
}
