import type { TemplateCreate } from "@/lib/api/schemas/templates";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";
import { startingDocument } from "@/lib/email/starting-document";

/** Makes an email template, with the starting document when none is given. Answers its id. */
export function createTemplate(
  principal: Principal,
  { name, kind = "email", document }: TemplateCreate,
): Promise<string> {
  const { workspaceId } = principal;
  return withWorkspace(workspaceId, async (tx) => {
    const { id } = await tx.template.create({
      data: { workspaceId, name, channel: kind, document: document ?? startingDocument(kind) },
      select: { id: true },
    });
    await writeAudit(tx, { workspaceId, actor: actorOf(principal), action: "template.created", target: id });
    return id;
  });
}
