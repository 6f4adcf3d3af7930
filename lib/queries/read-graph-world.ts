import type { Tx } from "@/lib/db/with-workspace";
import { codeTemplates } from "@/lib/email/code-templates/registry";

/** What a graph may point to: checkGraph verifies it against this. */
export type GraphWorld = { segments: Set<string>; templates: Set<string>; eventNames: Set<string> };

export async function readGraphWorld(tx: Tx, workspaceId: number): Promise<GraphWorld> {
  const segments = await tx.segment.findMany({ where: { workspaceId }, select: { id: true } });
  const templates = await tx.template.findMany({
    where: { workspaceId, channel: "email", archivedAt: null },
    select: { id: true },
  });
  const kinds = await tx.$queryRaw<
    { name: string }[]
  >`select name from event_kinds where workspace_id = ${workspaceId}`;
  return {
    segments: new Set(segments.map(({ id }) => id)),
    templates: new Set([...templates, ...codeTemplates].map(({ id }) => id)),
    eventNames: new Set(kinds.map(({ name }) => name)),
  };
}
