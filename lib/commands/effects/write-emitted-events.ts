import type pg from "pg";
import { internKinds } from "../ingest-kinds";
import { ingestTransaction } from "../ingest-transaction";
import type { Consequences } from "../record-subscriber-changes";
import type { Walked } from "../walked";
import { byMoment } from "./by-moment";
import { plannedWrites } from "./planned-write";

/** Names of events → their numbers, by workspace. */
export type EmittedKinds = ReadonlyMap<number, ReadonlyMap<string, number>>;

/**
 * Numbers for the names that a batch emits. Comes before anything of the batch is written: names are learned on a connection of their own,
 * which must not wait for this one.
 */
export async function internEmitted(all: readonly Walked[]): Promise<EmittedKinds> {
  const writes = plannedWrites(all, ["emit_event"]);
  const kinds = new Map<number, ReadonlyMap<string, number>>();
  for (const [workspaceId, group] of Map.groupBy(writes, ({ walked }) => walked.row.workspace_id)) {
    const events = group.map(({ effect }) => ({ event: effect.event, properties: effect.properties }));
    kinds.set(workspaceId, await internKinds(workspaceId, events));
  }
  return kinds;
}

/**
 * emit_event of a batch: the same as if the events had come from outside at the moment of the walk, except that the run which emits
 * one does not hear it. The people are locked since the claim. A name that would be one too many for the workspace is not stored.
 */
export async function writeEmittedEvents(
  client: pg.ClientBase,
  all: readonly Walked[],
  emitted: EmittedKinds,
): Promise<Consequences> {
  const result: Consequences = { shards: new Set(), segments: false };
  for (const { workspace, group } of await byMoment(client, plannedWrites(all, ["emit_event"]))) {
    const kinds = emitted.get(workspace.id) ?? new Map<string, number>();
    const items = group
      .filter(({ effect }) => kinds.has(effect.event))
      .map(({ walked, planned, effect }) => ({
        kind: "track" as const,
        externalId: walked.person.external_id,
        event: effect.event,
        properties: effect.properties,
        context: { source: "journey", journey_id: walked.version.journeyId, node_id: planned.node },
        emitted: { by: walked.row.id, depth: effect.depth },
      }));
    if (items.length === 0) continue;
    const done = await ingestTransaction(client, workspace.id, items, kinds, { now: workspace.now });
    for (const shard of done.shards) result.shards.add(shard);
    result.segments ||= done.segments;
  }
  return result;
}
