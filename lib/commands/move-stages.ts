import type pg from "pg";
import { stageSql } from "@/lib/audience/stage-sql";
import { readStagesToMove } from "@/lib/db/segments.sql";
import type { LifecycleRules } from "@/lib/journey/lifecycle-rules";
import type { IngestWorkspace } from "./ingest-workspace";
import { type Consequences, recordSubscriberChanges } from "./record-subscriber-changes";
import type { SubscriberRow } from "./subscriber-row";
import { updateSubscribers } from "./write-people";

type Moving = SubscriberRow & { stage: string };

/**
 * Puts people into the stage of the lifecycle that the workspace's rules say (FEATURES U6), under their row locks, which the caller holds: the
 * first rule that holds decides, and where none does the stage stays. What follows from it follows as from any change of a person. `depths`:
 * TriggerFact.depth of whoever enters by it, by person.
 */
export async function moveStages(
  client: pg.ClientBase,
  workspace: IngestWorkspace,
  rules: LifecycleRules,
  depths: ReadonlyMap<string, number>,
): Promise<Consequences> {
  if (rules.length === 0 || depths.size === 0) return { shards: new Set(), segments: false };
  const stage = stageSql(rules, { workspaceId: workspace.id, now: workspace.now, firstParameter: 3 });
  const { rows } = await client.query<Moving>(readStagesToMove(stage.text), [
    workspace.id,
    [...depths.keys()],
    ...stage.values,
  ]);
  const changes = rows.map(({ stage: to, ...before }) => {
    const written_at = { ...before.written_at, lifecycle_stage: workspace.now };
    return { before, after: { ...before, lifecycle_stage: to, written_at }, depth: depths.get(before.id) };
  });
  await updateSubscribers(
    client,
    workspace.id,
    workspace.now,
    changes.map(({ after }) => after),
  );
  return recordSubscriberChanges(client, workspace.id, changes, workspace.now);
}
