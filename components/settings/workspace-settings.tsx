"use client";

import { QueryFailed } from "@/components/data/query-failed";
import { useResource } from "@/components/data/use-resource";
import { TableSkeleton } from "@/components/ui/table-skeleton";
import type { WorkspaceResource } from "@/lib/api/schemas/workspace";
import { WorkspaceForm } from "./workspace-form";

export function WorkspaceSettings() {
  const workspace = useResource<WorkspaceResource>("workspace", "/workspace");
  if (workspace.isLoadingError) return <QueryFailed error={workspace.error} onRetry={() => void workspace.refetch()} />;
  if (workspace.isPending) return <TableSkeleton label="Loading the settings" />;
  return <WorkspaceForm workspace={workspace.data} />;
}
