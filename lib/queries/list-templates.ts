import { decodeCursor, toPage } from "@/lib/api/cursor";
import { type List, uuidSchema } from "@/lib/api/schemas/common";
import type { TemplateListQuery, TemplateSummary } from "@/lib/api/schemas/templates";
import { withWorkspace } from "@/lib/db/with-workspace";
import { presentTemplateSummary } from "./read-template";

/** Templates, newest first (ids are ordered by time); archived ones only when asked for. Undefined when the cursor is none of ours. */
export async function listTemplates(
  workspaceId: number,
  { limit, cursor, search, archived, kind = "email" }: TemplateListQuery,
): Promise<List<TemplateSummary> | undefined> {
  const after = cursor === undefined ? [] : decodeCursor(cursor, 1);
  if (!after || (after[0] !== undefined && !uuidSchema.safeParse(after[0]).success)) return undefined;
  const words = search?.trim();
  return withWorkspace(workspaceId, async (tx) => {
    const rows = await tx.template.findMany({
      where: {
        workspaceId,
        ...(kind === "any" ? {} : { channel: kind }),
        archivedAt: archived === "true" ? { not: null } : null,
        ...(after[0] === undefined ? {} : { id: { lt: after[0] } }),
        ...(words ? { name: { contains: words, mode: "insensitive" } } : {}),
      },
      orderBy: { id: "desc" },
      take: limit + 1,
    });
    return toPage(rows, limit, ({ id }) => [id], presentTemplateSummary);
  });
}
