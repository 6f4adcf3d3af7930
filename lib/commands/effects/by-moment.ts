import type pg from "pg";
import { type IngestWorkspace, readIngestWorkspace } from "../ingest-workspace";
import type { Walked } from "../walked";

/** Writes grouped by workspace and moment, each with the workspace as of that moment: in a sandbox everybody is walked at a time of their own. */
export async function byMoment<Write extends { walked: Walked }>(
  client: pg.ClientBase,
  writes: readonly Write[],
): Promise<{ workspace: IngestWorkspace; group: Write[] }[]> {
  const groups: { workspace: IngestWorkspace; group: Write[] }[] = [];
  for (const group of Map.groupBy(writes, ({ walked }) => `${walked.row.workspace_id} ${walked.now}`).values()) {
    const [first] = group;
    if (!first) continue;
    const workspace = await readIngestWorkspace(client, first.walked.row.workspace_id);
    groups.push({ workspace: { ...workspace, now: first.walked.now }, group });
  }
  return groups.sort((a, b) => a.workspace.id - b.workspace.id || a.workspace.now - b.workspace.now);
}
