import { workspaceModeSchema } from "@/lib/api/schemas/account";
import { type WorkspaceResource, workspaceSettingsSchema } from "@/lib/api/schemas/workspace";
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
    now: new Date(clockNow(row)).toISOString(),
    created_at: row.createdAt.toISOString(),
  };
}
