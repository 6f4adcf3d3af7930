import { workspaceModeSchema } from "@/lib/api/schemas/account";
import { type WorkspaceResource, workspaceSettingsSchema } from "@/lib/api/schemas/workspace";
import { SAMPLE_DAYS } from "@/lib/commands/sample/sample-days";
import { withWorkspace } from "@/lib/db/with-workspace";
import { clockNow } from "@/lib/db/workspace-clock";

/** The workspace with its settings and its clock. */
export async function readWorkspace(workspaceId: number): Promise<WorkspaceResource> {
  const row = await withWorkspace(workspaceId, (tx) => tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } }));
  return {
    slug: row.slug,
    name: row.name,
    mode: workspaceModeSchema.parse(row.mode),
    timezone: row.timezone,
    settings: workspaceSettingsSchema.parse(row.settings),
    publish_needs_approval: row.publishNeedsApproval,
    revision: row.revision,
    now: new Date(clockNow(row)).toISOString(),
    sample_progress: sampleProgress(row.sampleState, Number(row.clockOffsetMs)),
    created_at: row.createdAt.toISOString(),
  };
}

/** While the sample shop is prepared the clock walks from SAMPLE_DAYS ago to the present: how far it is says how much is done. */
function sampleProgress(state: string | null, clockOffsetMs: number): number | null {
  if (state === "wanted") return 0;
  if (state !== "preparing") return null;
  return Math.min(1, Math.max(0, 1 + clockOffsetMs / (SAMPLE_DAYS * 86_400_000)));
}
