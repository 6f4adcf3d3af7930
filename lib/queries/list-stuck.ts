import { type StuckGroup, stuckKindSchema } from "@/lib/api/schemas/stuck";
import { withWorkspace } from "@/lib/db/with-workspace";
import { iso } from "./iso";

type Row = {
  kind: string;
  node_id: string | null;
  version: number;
  people: number;
  since: Date | null;
  detail: string;
  found_at: Date;
};

/** What stands still in a journey, as the watchdog found it last, the most people first. Undefined: no such journey of ours. */
export async function listStuck(workspaceId: number, journeyId: string): Promise<StuckGroup[] | undefined> {
  return withWorkspace(workspaceId, async (tx) => {
    if ((await tx.journey.count({ where: { id: journeyId, workspaceId } })) === 0) return undefined;
    const rows = await tx.$queryRaw<Row[]>`
      select g.kind, v.graph->'nodes'->(g.node::int)->>'id' as node_id, v.number as version, g.people, g.since, g.detail, g.found_at
      from stuck_groups g join journey_versions v on v.id = g.version_id
      where g.journey_id = ${journeyId}::uuid order by g.people desc, g.kind, g.node limit 200`;
    return rows.map(({ kind, node_id, version, people, since, detail, found_at }) => ({
      kind: stuckKindSchema.parse(kind),
      node_id: node_id ?? "",
      version,
      people,
      since: iso(since),
      detail,
      found_at: iso(found_at),
    }));
  });
}
