import { actorOf, type Principal } from "@/lib/auth/principal";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";
import { findTemplate } from "@/lib/queries/read-template";

/** Copies a template under a name of its own. Answers the copy's id; undefined when there is no such template. */
export function duplicateTemplate(principal: Principal, id: string): Promise<string | undefined> {
  const { workspaceId } = principal;
  return withWorkspace(workspaceId, async (tx) => {
    const original = await findTemplate(tx, workspaceId, id);
    if (!original) return undefined;
    const name = `${original.name.slice(0, 190)} (copy)`;
    const copy = await tx.template.create({
      data: { workspaceId, name, channel: original.kind, document: original.document },
      select: { id: true },
    });
    const data = { from: id };
    await writeAudit(tx, { workspaceId, actor: actorOf(principal), action: "template.created", target: copy.id, data });
    return copy.id;
  });
}
