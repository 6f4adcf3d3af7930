import type { TagResource } from "@/lib/api/schemas/activity";
import { withWorkspace } from "@/lib/db/with-workspace";

const TAGS_MAX = 500;

/** Tags that people have, most used first. */
export function listTags(workspaceId: number): Promise<TagResource[]> {
  return withWorkspace(
    workspaceId,
    (tx) => tx.$queryRaw<TagResource[]>`
      select tag, count(*)::int as count from subscribers, unnest(tags) as tag
      where workspace_id = ${workspaceId} group by tag order by count desc, tag limit ${TAGS_MAX}`,
  );
}
