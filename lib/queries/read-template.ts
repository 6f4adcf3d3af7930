import type { TemplateResource, TemplateSummary } from "@/lib/api/schemas/templates";
import type { Tx } from "@/lib/db/with-workspace";
import { withWorkspace } from "@/lib/db/with-workspace";
import { emailDocumentSchema } from "@/lib/email/document";

type TemplateRow = {
  id: string;
  channel: string;
  name: string;
  document: unknown;
  revision: number;
  archivedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
};

const textIn = (document: unknown, key: "subject" | "preheader") => {
  const value = typeof document === "object" && document !== null ? Reflect.get(document, key) : undefined;
  return typeof value === "string" ? value : "";
};

export function presentTemplateSummary(row: TemplateRow): TemplateSummary {
  return {
    id: row.id,
    kind: row.channel === "block" ? "block" : "email",
    name: row.name,
    subject: textIn(row.document, "subject"),
    preheader: textIn(row.document, "preheader"),
    revision: row.revision,
    archived: row.archivedAt !== null,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

/** The template inside a transaction; undefined when there is none. Throws when what is stored is no document (every writer validates). */
export async function findTemplate(tx: Tx, workspaceId: number, id: string): Promise<TemplateResource | undefined> {
  const row = await tx.template.findFirst({ where: { id, workspaceId } });
  return row ? { ...presentTemplateSummary(row), document: emailDocumentSchema.parse(row.document) } : undefined;
}

/** The template; undefined when there is none or it is another workspace's. */
export function readTemplate(workspaceId: number, id: string): Promise<TemplateResource | undefined> {
  return withWorkspace(workspaceId, (tx) => findTemplate(tx, workspaceId, id));
}
