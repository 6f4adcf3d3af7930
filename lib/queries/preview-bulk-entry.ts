import type { BulkPreview, BulkSource } from "@/lib/api/schemas/bulk-entry";
import { triggersNow } from "@/lib/commands/match-now";
import { type Tx, withWorkspace } from "@/lib/db/with-workspace";
import { clockNow } from "@/lib/db/workspace-clock";
import { graphSchema } from "@/lib/journey/graph";

const UNKNOWN_SHOWN_MAX = 20;
const NOBODY = { unknown: [], unknown_total: 0, triggers: [] };

/** How many people a source means now; undefined: the journey, or its live version, is not there. Writes nothing. */
export async function previewBulkEntry(
  workspaceId: number,
  journeyId: string,
  source: BulkSource,
  of: "live" | "draft",
): Promise<BulkPreview | undefined> {
  return withWorkspace(workspaceId, async (tx) => {
    const journey = await tx.journey.findFirst({ where: { id: journeyId, workspaceId } });
    if (!journey) return undefined;
    switch (source.kind) {
      case "everyone":
        return { ...NOBODY, total: await tx.subscriber.count({ where: { workspaceId } }) };
      case "segment": {
        const [row] = await tx.$queryRaw<{ n: number }[]>`
          select count(*)::int as n from segment_members where segment_id = ${source.segment_id}::uuid`;
        return { ...NOBODY, total: row?.n ?? 0 };
      }
      case "ids":
        return ofIds(tx, workspaceId, source.external_ids);
      case "matching": {
        const graph = of === "draft" ? journey.graph : await liveGraph(tx, journey.liveVersionId);
        return graph === undefined ? undefined : matching(tx, workspaceId, graph, source.since);
      }
    }
  });
}

async function liveGraph(tx: Tx, versionId: number | null): Promise<unknown> {
  if (versionId === null) return undefined;
  return (await tx.journeyVersion.findUnique({ where: { id: versionId }, select: { graph: true } }))?.graph;
}

async function ofIds(tx: Tx, workspaceId: number, wanted: readonly string[]): Promise<BulkPreview> {
  const ids = [...new Set(wanted)];
  const missing = await tx.$queryRaw<{ id: string }[]>`
    select w.id from unnest(${ids}::text[]) with ordinality as w(id, place)
    where not exists (select from subscribers s where s.workspace_id = ${workspaceId} and s.external_id = w.id) order by w.place`;
  return {
    ...NOBODY,
    total: ids.length - missing.length,
    unknown: missing.slice(0, UNKNOWN_SHOWN_MAX).map(({ id }) => id),
    unknown_total: missing.length,
  };
}

async function matching(tx: Tx, workspaceId: number, graph: unknown, since: string): Promise<BulkPreview> {
  const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const values: unknown[] = [workspaceId];
  const triggers = triggersNow(graphSchema.parse(graph).nodes, since, workspaceId, clockNow(workspace), values);
  const known = triggers.flatMap(({ sql }) => (sql === undefined ? [] : [sql]));
  const counts = known.map((sql, i) => `, count(*) filter (where ${sql})::int as t${i}`);
  const [row] = await tx.$queryRawUnsafe<Record<string, number>[]>(
    `select count(*) filter (where ${known.length > 0 ? known.join(" or ") : "false"})::int as total ${counts.join("")}
     from subscribers s where s.workspace_id = $1`,
    ...values,
  );
  let place = 0;
  return {
    ...NOBODY,
    total: row?.total ?? 0,
    triggers: triggers.map(({ nodeId, type, sql }) => ({
      node_id: nodeId,
      type,
      people: sql === undefined ? null : (row?.[`t${place++}`] ?? 0),
    })),
  };
}
