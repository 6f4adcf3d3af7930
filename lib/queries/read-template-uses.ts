import type { TemplateUses } from "@/lib/api/schemas/templates";
import { withWorkspace } from "@/lib/db/with-workspace";

const USES_SHOWN = 50;

/**
 * Where a template is used: journeys whose draft or live version sends it, and for a reusable block the mails that show it. A live version has its own
 * copy, whatever becomes of the template. Undefined: there is no such template.
 */
export function readTemplateUses(workspaceId: number, id: string): Promise<TemplateUses | undefined> {
  return withWorkspace(workspaceId, async (tx) => {
    if (!(await tx.template.findFirst({ where: { id, workspaceId }, select: { id: true } }))) return undefined;
    const step = JSON.stringify([{ type: "email", config: { template_id: id } }]);
    const journeys = await tx.$queryRaw<TemplateUses["journeys"]>`
      select j.id, j.name, j.status, j.graph->'nodes' @> ${step}::jsonb as in_draft,
        coalesce(v.graph->'nodes' @> ${step}::jsonb, false) as live
      from journeys j left join journey_versions v on v.id = j.live_version_id
      where j.workspace_id = ${workspaceId} and j.status <> 'archived'
        and (j.graph->'nodes' @> ${step}::jsonb or v.graph->'nodes' @> ${step}::jsonb)
      order by j.name limit ${USES_SHOWN}`;
    // a reusable block stands at any depth (columns, variants): its id is looked for in the whole document
    const templates = await tx.$queryRaw<TemplateUses["templates"]>`
      select t.id, t.name from templates t
      where t.workspace_id = ${workspaceId} and t.archived_at is null
        and jsonb_path_exists(t.document, '$.** ? (@.block_id == $id)', jsonb_build_object('id', ${id}::text))
      order by t.name limit ${USES_SHOWN}`;
    return { journeys, templates };
  });
}
