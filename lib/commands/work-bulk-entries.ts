import type pg from "pg";
import { type BulkSource, bulkSourceSchema } from "@/lib/api/schemas/bulk-entry";
import {
  CLAIM_BULK_ENTRY,
  FIND_BULK_IDS,
  READ_BULK_PEOPLE,
  STOP_BULK_ENTRY,
  WRITE_BULK_ENTRY,
} from "@/lib/db/bulk-entries.sql";
import { runTransaction } from "@/lib/db/run-transaction";
import type { SubscriberFacts } from "@/lib/journey/facts";
import type { JsonObject } from "@/lib/journey/json";
import { hintWalk } from "@/lib/queue/hint";
import { log } from "@/lib/queue/log";
import { enterCandidates } from "./enter-journeys";
import { type Route, routesOf } from "./ingest-routes";
import { type IngestWorkspace, readIngestWorkspace } from "./ingest-workspace";
import { loadVersion } from "./load-version";
import { triggersNow } from "./match-now";
import { startRuns } from "./start-runs";
import type { Candidate } from "./who-enters";

/** People in one transaction. */
const BATCH = 500;

type Row = {
  id: string;
  workspace_id: number;
  journey_id: string;
  source: unknown;
  properties: JsonObject;
  done: number;
  entered: number;
  refused: Record<string, number>;
  after_id: string;
};

/** `afterId` undefined: that was the last of them. */
type Batch = { outcomes: ({ shard: number } | { reason: string })[]; afterId: string | undefined };

async function byIds(
  client: pg.ClientBase,
  workspace: IngestWorkspace,
  row: Row,
  wanted: readonly string[],
): Promise<Batch> {
  const from = Number(row.after_id);
  const slice = [...new Set(wanted)].slice(from, from + BATCH);
  const { rows } = await client.query<{ external_id: string; id: string }>(FIND_BULK_IDS, [workspace.id, slice]);
  const idOf = new Map(rows.map((found) => [found.external_id, found.id]));
  const batch = await start(
    client,
    workspace,
    row,
    slice.map((externalId) => idOf.get(externalId) ?? "0"),
  );
  return { outcomes: batch, afterId: slice.length < BATCH ? undefined : String(from + slice.length) };
}

async function start(client: pg.ClientBase, workspace: IngestWorkspace, row: Row, ids: readonly string[]) {
  const { journey_id: journeyId, properties } = row;
  const runs = await startRuns(
    client,
    workspace,
    ids.map((subscriberId) => ({ journeyId, subscriberId, properties })),
  );
  return runs.map((run) => (run.ok ? { shard: run.shard } : { reason: run.reason }));
}

async function byPeople(
  client: pg.ClientBase,
  workspace: IngestWorkspace,
  row: Row,
  segmentId: string | null,
): Promise<Batch> {
  const { rows } = await client.query<{ id: string }>(READ_BULK_PEOPLE, [workspace.id, row.after_id, BATCH, segmentId]);
  const ids = rows.map(({ id }) => id);
  return { outcomes: await start(client, workspace, row, ids), afterId: ids.length < BATCH ? undefined : ids.at(-1) };
}

/** `newest`: the newest event by which the trigger lets them in, where it goes by one */
type Matched = {
  nodeId: string;
  newest: { event: string; id: string; properties: JsonObject } | undefined;
  subscriber: SubscriberFacts;
};

/** Whom the live triggers would let in now: each by the first trigger that does. */
async function matchingPeople(
  client: pg.ClientBase,
  workspace: IngestWorkspace,
  row: Row,
  versionId: number,
  since: string,
): Promise<Matched[]> {
  const { compiled } = await loadVersion(versionId);
  const values: unknown[] = [workspace.id, row.after_id, BATCH];
  const triggers = triggersNow(compiled.graph.nodes, since, workspace.id, workspace.now, values).filter(
    ({ sql }) => sql !== undefined,
  );
  if (triggers.length === 0) return [];
  const first = (results: readonly string[]) =>
    `case ${triggers.map(({ sql }, i) => `when ${sql} then ${results[i]}`).join(" ")} end`;
  const { rows } = await client.query<
    SubscriberFacts & { trigger: number; newest: { id: string; properties: JsonObject } | null }
  >(
    `select s.id::text as id, s.external_id, s.email, s.phone, s.first_name, s.last_name, s.timezone, s.locale, s.lifecycle_stage,
       s.attributes, s.tags, (extract(epoch from s.created_at) * 1000)::float8 as created_at,
       ${first(triggers.map((_, i) => String(i)))} as trigger, ${first(triggers.map(({ newestEvent }) => newestEvent))} as newest
     from subscribers s where s.workspace_id = $1 and s.id > $2::bigint and (${triggers.map(({ sql }) => sql).join(" or ")})
     order by s.id limit $3`,
    values,
  );
  return rows.flatMap(({ trigger, newest, ...subscriber }) => {
    const found = triggers[trigger];
    if (!found) return [];
    const { nodeId, event } = found;
    return [{ nodeId, newest: newest && event !== undefined ? { ...newest, event } : undefined, subscriber }];
  });
}

async function byMatch(
  client: pg.ClientBase,
  workspace: IngestWorkspace,
  row: Row,
  entrances: ReadonlyMap<string, Route>,
  since: string,
): Promise<Batch> {
  const [any] = entrances.values();
  if (!any) return { outcomes: [], afterId: undefined };
  const matched = await matchingPeople(client, workspace, row, any.versionId, since);
  const candidates = matched.flatMap((one): Candidate[] => {
    const route = entrances.get(one.nodeId);
    if (!route) return [];
    const { nodeId, newest, subscriber } = one;
    const event = newest ? { event: newest.event, event_id: newest.id } : {};
    const properties = newest?.properties ?? row.properties;
    return [{ route, subscriber, trigger: { node: nodeId, ...event, properties, at: workspace.now } }];
  });
  const entries = await enterCandidates(client, workspace, candidates);
  return {
    outcomes: entries.map((entry) => (entry.ok ? { shard: entry.shard } : { reason: entry.reason })),
    afterId: matched.length < BATCH ? undefined : matched.at(-1)?.subscriber.id,
  };
}

function nextBatch(
  client: pg.ClientBase,
  workspace: IngestWorkspace,
  row: Row,
  source: BulkSource,
  entrances: ReadonlyMap<string, Route>,
): Promise<Batch> {
  switch (source.kind) {
    case "everyone":
      return byPeople(client, workspace, row, null);
    case "segment":
      return byPeople(client, workspace, row, source.segment_id);
    case "ids":
      return byIds(client, workspace, row, source.external_ids);
    case "matching":
      return byMatch(client, workspace, row, entrances, source.since);
  }
}

async function workOne(
  client: pg.ClientBase,
  takes: (id: string) => void,
): Promise<{ claimed: boolean; people: number; shards: Set<number> }> {
  const { rows } = await client.query<Row>(CLAIM_BULK_ENTRY);
  const [row] = rows;
  if (!row) return { claimed: false, people: 0, shards: new Set() };
  takes(row.id);
  const workspace = await readIngestWorkspace(client, row.workspace_id);
  const routes = await routesOf(client, workspace);
  const write = (status: string, w: Pick<Row, "done" | "entered" | "refused" | "after_id">) =>
    client.query(WRITE_BULK_ENTRY, [
      row.id,
      status,
      w.done,
      w.entered,
      JSON.stringify(w.refused),
      w.after_id,
      status === "running" ? null : workspace.now,
    ]);
  if (!routes.byHand.has(row.journey_id)) {
    await write("stopped", row); // paused or archived meanwhile: it takes nobody in
    return { claimed: true, people: 0, shards: new Set() };
  }
  const source = bulkSourceSchema.parse(row.source);
  const { outcomes, afterId } = await nextBatch(client, workspace, row, source, routes.entrances(row.journey_id));
  const refused = { ...row.refused };
  for (const outcome of outcomes) if ("reason" in outcome) refused[outcome.reason] = (refused[outcome.reason] ?? 0) + 1;
  const shards = outcomes.flatMap((outcome) => ("shard" in outcome ? [outcome.shard] : []));
  await write(afterId === undefined ? "done" : "running", {
    done: row.done + outcomes.length,
    entered: row.entered + shards.length,
    refused,
    after_id: afterId ?? row.after_id,
  });
  return { claimed: true, people: outcomes.length, shards: new Set(shards) };
}

/** How often in a row a request has failed in this process; those that have not failed are not in it. */
const failures = new Map<string, number>();
const FAILURES_MAX = 5;

/** A request that fails again and again must not keep those behind it waiting: it stops where it is. */
async function noteFailure(id: string, error: unknown): Promise<void> {
  const times = (failures.get(id) ?? 0) + 1;
  failures.set(id, times);
  if (times < FAILURES_MAX) throw error;
  failures.delete(id);
  log.error({ err: error, bulk_entry: id }, "people could not be put into a journey; the request was stopped");
  await runTransaction((client) => client.query(STOP_BULK_ENTRY, [id]));
}

/**
 * Puts people into journeys for all requests under way, batch by batch; each batch and how far it is are one transaction, so a worker that dies
 * puts nobody in twice. Gives back how many people were looked at. Rejects when a batch fails; after five times in a row its request is stopped.
 */
export async function workBulkEntries(signal?: AbortSignal): Promise<number> {
  let people = 0;
  while (!signal?.aborted) {
    let taken: string | undefined;
    const takes = (id: string) => {
      taken = id;
    };
    try {
      const step = await runTransaction((client) => workOne(client, takes));
      if (step.shards.size > 0) hintWalk(step.shards);
      people += step.people;
      if (!step.claimed) return people;
      if (taken !== undefined) failures.delete(taken);
    } catch (error) {
      if (taken === undefined) throw error;
      await noteFailure(taken, error);
    }
  }
  return people;
}
