import type { TemplateVersionDetail, TemplateVersionResource } from "@/lib/api/schemas/templates";
import { type Tx, withWorkspace } from "@/lib/db/with-workspace";
import { emailDocumentSchema } from "@/lib/email/document";

const VERSIONS_SHOWN = 200;

const versionKinds = ["published", "saved", "replaced"] as const;

type Row = { number: number; name: string; kind: string; createdBy: string | null; createdAt: Date };

const present = ({ number, name, kind, createdBy, createdAt }: Row): TemplateVersionResource => ({
  number,
  name,
  kind: versionKinds.find((one) => one === kind) ?? "published",
  created_by: createdBy,
  created_at: createdAt.toISOString(),
});

/** What a template was at each publish and each saved point, newest first; undefined: no such template. */
export function listTemplateVersions(workspaceId: number, id: string): Promise<TemplateVersionResource[] | undefined> {
  return withWorkspace(workspaceId, async (tx) => {
    if (!(await tx.template.findFirst({ where: { id, workspaceId }, select: { id: true } }))) return undefined;
    const rows = await tx.templateVersion.findMany({
      where: { workspaceId, templateId: id },
      select: { number: true, name: true, kind: true, createdBy: true, createdAt: true },
      orderBy: { number: "desc" },
      take: VERSIONS_SHOWN,
    });
    return rows.map(present);
  });
}

/** One of them inside a transaction. */
export async function findTemplateVersion(
  tx: Tx,
  workspaceId: number,
  templateId: string,
  number: number,
): Promise<TemplateVersionDetail | undefined> {
  const row = await tx.templateVersion.findFirst({ where: { workspaceId, templateId, number } });
  return row ? { ...present(row), document: emailDocumentSchema.parse(row.document) } : undefined;
}
