import type { Tx } from "@/lib/db/with-workspace";

type Named = { id: string; name: string };
/** What journeys of a workspace can point to, by id. */
export type Shared = {
  segments: Map<string, Named & { description: string; condition: unknown }>;
  templates: Map<string, Named & { channel: string; document: unknown }>;
  journeys: Map<string, Named>;
  pools: Map<string, Named>;
  connections: Map<string, Named>;
};

/** Everything that there is to point to, each by name. */
export async function readShared(tx: Tx, workspaceId: number): Promise<Shared> {
  const select = { id: true, name: true };
  const byName = [{ name: "asc" as const }, { id: "asc" as const }];
  const segments = await tx.segment.findMany({
    where: { workspaceId },
    select: { ...select, description: true, condition: true },
    orderBy: byName,
  });
  const templates = await tx.template.findMany({
    where: { workspaceId },
    select: { ...select, channel: true, document: true },
    orderBy: byName,
  });
  const journeys = await tx.journey.findMany({ where: { workspaceId }, select, orderBy: byName });
  const pools = await tx.codePool.findMany({ where: { workspaceId }, select, orderBy: byName });
  const connections = await tx.crmConnection.findMany({
    where: { workspaceId, archivedAt: null },
    select,
    orderBy: byName,
  });
  return {
    segments: new Map(segments.map((segment) => [segment.id, segment])),
    templates: new Map(templates.map((template) => [template.id, template])),
    journeys: new Map(journeys.map((journey) => [journey.id, journey])),
    pools: new Map(pools.map((pool) => [pool.id, pool])),
    connections: new Map(connections.map((connection) => [connection.id, connection])),
  };
}
