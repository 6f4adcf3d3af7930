import type { Tx } from "@/lib/db/with-workspace";
import { codeTemplates } from "@/lib/email/code-templates/registry";
import type { Graph } from "@/lib/journey/graph";
import type { Names } from "@/lib/journey/names";
import { stepNames } from "@/lib/nodes/step-names";

/** Words for the ids in sentences about a graph: its steps, the workspace's segments and templates. */
export async function readNames(tx: Tx, workspaceId: number, graph: Graph): Promise<Names> {
  const select = { id: true, name: true };
  const segments = await tx.segment.findMany({ where: { workspaceId }, select });
  const templates = await tx.template.findMany({ where: { workspaceId }, select });
  const byId = (rows: { id: string; name: string }[]) => new Map(rows.map(({ id, name }) => [id, name]));
  return stepNames(graph, {
    segments: byId(segments),
    templates: byId([...templates, ...codeTemplates.map(({ id, template }) => ({ id, name: template.name }))]),
  });
}
