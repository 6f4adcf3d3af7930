import { Prisma } from "@/lib/db/generated/prisma/client";
import type { Tx } from "@/lib/db/with-workspace";

/** A counter of a node on one UTC day of the workspace's clock. What the kinds mean: node_stat_deltas in the engine's migration. */
export type NodeStat = {
  version_id: number;
  node: number;
  day: string;
  kind: string;
  port: string;
  n: number;
};

/**
 * The counters of some versions: those that were folded already and those that were not yet, from one snapshot, so that nothing
 * is missed or counted twice while the folding goes on.
 */
export function readNodeStats(tx: Tx, versionIds: number[]): Promise<NodeStat[]> {
  if (versionIds.length === 0) return Promise.resolve([]);
  const ids = Prisma.sql`any(${versionIds}::int[])`;
  return tx.$queryRaw<NodeStat[]>`
    select version_id, node::int as node, to_char(day, 'YYYY-MM-DD') as day, kind, port, sum(n)::float8 as n
    from (
      select version_id, node, day, kind, port, n from node_stats where version_id = ${ids}
      union all
      select version_id, node, day, kind, port, n from node_stat_deltas where version_id = ${ids}
    ) both_parts
    group by 1, 2, 3, 4, 5`;
}
