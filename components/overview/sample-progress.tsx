"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useResource } from "@/components/data/use-resource";
import { useWorkspace } from "@/components/data/workspace-context";
import { Alert } from "@/components/ui/alert";
import type { WorkspaceResource } from "@/lib/api/schemas/workspace";

const LOOK_EVERY_MS = 2_000;

/** Says that the sample shop is still being prepared, and how far it is; nothing otherwise. */
export function SampleProgress() {
  const workspace = useResource<WorkspaceResource>("sample-progress", "/workspace", {
    refetchMs: (data) => (data && data.sample_progress !== null ? LOOK_EVERY_MS : false),
  });
  const progress = workspace.data?.sample_progress ?? null;
  useSampleClock(workspace.data);
  if (progress === null) return null;
  const percent = Math.round(progress * 100);
  return (
    <Alert tone="info" title="The sample shop is being prepared">
      <p>
        500 people are living through four weeks, with the real engine on this sandbox’s own clock. You can look around
        meanwhile; the figures grow as you watch.
      </p>
      <div
        role="progressbar"
        aria-label="Preparing the sample shop"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className="mt-2 h-1.5 overflow-hidden rounded-full bg-border"
      >
        <div className="h-full rounded-full bg-primary transition-[width]" style={{ width: `${percent}%` }} />
      </div>
    </Alert>
  );
}

/** The clock jumps while the shop is prepared: what says "5 min ago" follows it, and everything is read anew when it is done. */
function useSampleClock(workspace: WorkspaceResource | undefined) {
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const preparing = useRef(false);
  useEffect(() => {
    if (!workspace) return;
    const is = workspace.sample_progress !== null;
    if (is) queries.setQueryData([slug, "clock"], Date.parse(workspace.now) - Date.now());
    else if (preparing.current) void queries.invalidateQueries({ queryKey: [slug] });
    preparing.current = is;
  }, [workspace, queries, slug]);
}
