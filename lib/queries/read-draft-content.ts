import { templatesUsed } from "@/lib/commands/compile-journey-emails";
import type { Tx } from "@/lib/db/with-workspace";
import type { Brand } from "@/lib/email/brand";
import { emailDocumentSchema } from "@/lib/email/document";
import { type SharedBlocks, sharedUsed } from "@/lib/email/shared-blocks";
import { type Graph, graphSchema } from "@/lib/journey/graph";
import { jsonObjectSchema, jsonSchema } from "@/lib/journey/json";
import type { DraftContent } from "./draft-content";
import { readWorkspaceBrand } from "./read-workspace-brand";

/** graph and settings as their columns hold them */
type StoredDraft = { graph: unknown; settings: unknown };
type StoredDocument = { id: string; document: unknown };

/** What publishing the draft would put live just now. `templates`: where the caller has read them already, under its locks. */
export async function readDraftContent(
  tx: Tx,
  workspaceId: number,
  draft: StoredDraft,
  templates?: readonly StoredDocument[],
): Promise<DraftContent> {
  const graph = graphSchema.parse(draft.graph);
  const select = { id: true, document: true };
  const used =
    templates ?? (await tx.template.findMany({ where: { workspaceId, id: { in: templatesUsed(graph) } }, select }));
  const shown = used.flatMap(({ document }) => {
    const parsed = emailDocumentSchema.safeParse(document);
    return parsed.success ? sharedUsed(parsed.data) : [];
  });
  const blocks =
    shown.length === 0
      ? []
      : await tx.template.findMany({
          where: { workspaceId, channel: "block", archivedAt: null, id: { in: [...new Set(shown)] } },
          select,
        });
  return {
    graph: bareGraph(graph),
    settings: jsonObjectSchema.parse(draft.settings),
    templates: documentsOf(used),
    blocks: documentsOf(blocks),
    brand: await readWorkspaceBrand(tx, workspaceId),
  };
}

/** What a graph puts live: without positions and notes. */
export function bareGraph({ nodes, edges }: Graph) {
  return {
    nodes: nodes.map(({ id, type, config }) => ({ id, type, config })),
    edges: edges.map((edge) => ({ ...edge })),
  };
}

function documentsOf(rows: readonly StoredDocument[]) {
  return Object.fromEntries(rows.map(({ id, document }) => [id, jsonSchema.parse(document)]));
}

/** What the mails of a content are compiled with: its brand and its reusable blocks, whatever the workspace has by now. */
export function mailsOf({ blocks, brand }: DraftContent): { brand: Brand; blocks: SharedBlocks } {
  return {
    brand,
    blocks: new Map(Object.entries(blocks).map(([id, document]) => [id, emailDocumentSchema.parse(document)])),
  };
}
