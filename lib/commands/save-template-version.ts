import type { TemplateVersionCreate, TemplateVersionDetail } from "@/lib/api/schemas/templates";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";
import { findTemplate } from "@/lib/queries/read-template";
import { findTemplateVersion } from "@/lib/queries/read-template-versions";

/** Keeps a template as it is now (or as the author sees it) under a name, to come back to. Undefined: there is no such template. */
export function saveTemplateVersion(
  principal: Principal,
  id: string,
  { name, kind = "saved", document }: TemplateVersionCreate,
): Promise<TemplateVersionDetail | undefined> {
  const { workspaceId } = principal;
  return withWorkspace(workspaceId, async (tx) => {
    // numbers are given one at a time
    await tx.$queryRaw`select id from templates where id = ${id}::uuid and workspace_id = ${workspaceId} for update`;
    const template = await findTemplate(tx, workspaceId, id);
    if (!template) return undefined;
    const last = await tx.templateVersion.aggregate({ where: { templateId: id }, _max: { number: true } });
    const number = (last._max.number ?? 0) + 1;
    await tx.templateVersion.create({
      data: {
        workspaceId,
        templateId: id,
        number,
        name,
        kind,
        createdBy: actorOf(principal),
        document: document ?? template.document,
      },
    });
    const line = { workspaceId, actor: actorOf(principal), action: "template.version_saved", target: id };
    await writeAudit(tx, { ...line, data: { number, name } });
    return findTemplateVersion(tx, workspaceId, id, number);
  });
}
