import type { Tx } from "@/lib/db/with-workspace";
import { type EmailDocument, emailDocumentSchema } from "@/lib/email/document";
import { type SharedBlocks, sharedUsed } from "@/lib/email/shared-blocks";

/** The reusable blocks that documents show, as they are now; deleted ones and those of other workspaces are not among them. */
export async function readSharedBlocks(
  tx: Tx,
  workspaceId: number,
  documents: readonly EmailDocument[],
): Promise<SharedBlocks> {
  const ids = [...new Set(documents.flatMap(sharedUsed))];
  if (ids.length === 0) return new Map();
  const rows = await tx.template.findMany({
    where: { workspaceId, channel: "block", archivedAt: null, id: { in: ids } },
    select: { id: true, document: true },
  });
  return new Map(rows.map((row) => [row.id, emailDocumentSchema.parse(row.document)]));
}
