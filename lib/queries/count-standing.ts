import { LIVE_SHARDS, sandboxShard } from "@/lib/db/shard";
import type { Tx } from "@/lib/db/with-workspace";

/** How many people stand at a node (its index) of a version. */
export type Standing = { version_id: number; node: number; people: number };

/** Shards that may hold people of a workspace. */
export function shardsOf(workspace: { id: number; mode: string }): number[] {
  return workspace.mode === "sandbox" ? [sandboxShard(workspace.id)] : [...Array(LIVE_SHARDS).keys()];
}

/** Where the people of some versions stand now, by the rows that hold them: exact, and one pass over `waiting`. */
export async function countStanding(tx: Tx, workspaceId: number, versionIds: number[]): Promise<Standing[]> {
  if (versionIds.length === 0) return [];
  const workspace = await tx.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { id: true, mode: true },
  });
  return tx.$queryRaw<Standing[]>`
    select version_id, node::int as node, count(*)::int as people from waiting
    where shard = any(${shardsOf(workspace)}::int[]) and workspace_id = ${workspaceId} and version_id = any(${versionIds}::int[])
    group by 1, 2 order by 1, 2`;
}
