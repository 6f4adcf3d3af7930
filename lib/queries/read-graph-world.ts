import type { Tx } from "@/lib/db/with-workspace";
import { codeTemplates } from "@/lib/email/code-templates/registry";
import type { World } from "@/lib/engine/check-graph";

type JourneyRow = { id: string; status: string; starts: string[] };

/** What a journey's graph may point to: checkGraph verifies it against this. `journeyId`: the journey itself, once there is one. */
export async function readGraphWorld(tx: Tx, workspaceId: number, journeyId?: string): Promise<World> {
  const segments = await tx.segment.findMany({ where: { workspaceId }, select: { id: true, kind: true } });
  const templates = await tx.template.findMany({
    where: { workspaceId, channel: "email", archivedAt: null },
    select: { id: true },
  });
  const kinds = await tx.$queryRaw<
    { name: string }[]
  >`select name from event_kinds where workspace_id = ${workspaceId}`;
  const journeys = await tx.$queryRaw<JourneyRow[]>`
    select j.id, j.status, array(
      select jsonb_path_query(v.graph, '$.nodes[*] ? (@.type == "start_journey").config.journey_id') #>> '{}'
    ) as starts
    from journeys j left join journey_versions v on v.id = j.live_version_id where j.workspace_id = ${workspaceId}`;
  const members = await tx.membership.findMany({
    where: { workspaceId },
    select: { user: { select: { email: true } } },
  });
  const connections = await tx.crmConnection.findMany({
    where: { workspaceId, archivedAt: null },
    select: { id: true },
  });
  return {
    members: new Set(members.map(({ user }) => user.email.toLowerCase())),
    ...(journeyId !== undefined && { self: journeyId }),
    segments: new Set(segments.map(({ id }) => id)),
    templates: new Set([...templates, ...codeTemplates].map(({ id }) => id)),
    manualSegments: new Set(segments.filter(({ kind }) => kind === "manual").map(({ id }) => id)),
    eventNames: new Set(kinds.map(({ name }) => name)),
    connections: new Set(connections.map(({ id }) => id)),
    journeys: new Map(journeys.map(({ id, status, starts }) => [id, { active: status === "active", starts }])),
  };
}
