import type * as z from "zod";
import type { journeyTotalsSchema } from "@/lib/api/schemas/journey";
import { Prisma } from "@/lib/db/generated/prisma/client";
import type { Tx } from "@/lib/db/with-workspace";

export type RunTotals = z.output<typeof journeyTotalsSchema>;

export const noRuns: RunTotals = { entered: 0, active: 0, completed: 0, exited: 0, failed: 0 };

/**
 * All runs of journeys so far, by the counters: a run begins with the visit of a trigger and ends in one of three ways. Costs what the
 * counters cost, however many people ran. Journeys nobody entered are missing from the answer.
 */
export async function countRuns(tx: Tx, workspaceId: number, journeyIds?: string[]): Promise<Map<string, RunTotals>> {
  const which = journeyIds ? Prisma.sql`and journey_id = any(${journeyIds}::uuid[])` : Prisma.empty;
  const rows = await tx.$queryRaw<(Omit<RunTotals, "active"> & { journey_id: string })[]>`
    with version as (select id, journey_id, graph from journey_versions where workspace_id = ${workspaceId} ${which}),
    entrance as (
      select version.id as version_id, (n.place - 1)::smallint as node
      from version, jsonb_array_elements(version.graph->'nodes') with ordinality as n(node, place)
      where n.node->>'type' like 'trigger.%'
    ),
    counted as (
      select version_id, node, kind, n from node_stats where version_id in (select id from version)
      union all
      select version_id, node, kind, n from node_stat_deltas where version_id in (select id from version)
    )
    select v.journey_id,
      coalesce(sum(c.n) filter (where c.kind = 'entered' and e.node is not null), 0)::float8 as entered,
      coalesce(sum(c.n) filter (where c.kind = 'completed'), 0)::float8 as completed,
      coalesce(sum(c.n) filter (where c.kind = 'exited'), 0)::float8 as exited,
      coalesce(sum(c.n) filter (where c.kind = 'failed'), 0)::float8 as failed
    from counted c
    join (select id, journey_id from version) v on v.id = c.version_id
    left join entrance e on e.version_id = c.version_id and e.node = c.node
    where c.kind in ('entered', 'completed', 'exited', 'failed')
    group by v.journey_id`;
  return new Map(
    rows.map(({ journey_id, entered, completed, exited, failed }) => {
      const active = Math.max(0, entered - completed - exited - failed);
      return [journey_id, { entered, active, completed, exited, failed }];
    }),
  );
}
