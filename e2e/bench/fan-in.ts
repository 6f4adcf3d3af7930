import { ingestEvents } from "@/lib/commands/ingest-events";
import { publishJourney } from "@/lib/commands/publish-journey";
import { ensureBuckets } from "@/lib/db/buckets";
import { kindIds } from "@/lib/db/kind-ids";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { LIVE_SHARDS } from "@/lib/db/shard";

const BATCH = 1_000;
const DAY_MS = 86_400_000;

const graph = {
  nodes: [
    { id: "start", type: "trigger.event", config: { event: "begin" } },
    {
      id: "wait",
      type: "wait_for_event",
      config: { events: [{ event: "answered", port: "answered" }], timeout: "P9D" },
    },
    { id: "end", type: "exit", config: { reason: "answered" } },
  ],
  edges: [
    { from: "start", port: "next", to: "wait" },
    { from: "wait", port: "answered", to: "end" },
  ],
};

/**
 * `people` people who all wait for the same kind of event. Each call sends that event of the next thousand of them; nobody walks, so
 * whoever has been woken is woken again in the next round, with one wake more.
 */
export async function prepareFanIn(people: number): Promise<() => Promise<number>> {
  const workspace = await prisma().workspace.create({
    data: { slug: `fan-${Date.now()}`, name: "Fan-in", mode: "live" },
  });
  const journey = await prisma().journey.create({ data: { workspaceId: workspace.id, name: "Fan-in", graph } });
  const principal = { kind: "key", keyId: "bench", scope: "full", workspaceId: workspace.id } as const;
  const published = await publishJourney(principal, journey.id);
  if (!published.ok) throw new Error(JSON.stringify(published));
  await ensureBuckets(pool(), Date.now() - DAY_MS, Date.now() + 20 * DAY_MS);
  const kindOf = await kindIds([{ workspaceId: workspace.id, name: "answered" }]);
  const due = Date.now() + 9 * DAY_MS;
  await pool().query(
    `with person as (
       insert into subscribers (workspace_id, external_id) select $1, 'f' || g from generate_series(0, $2::int - 1) g returning id
     ), run as (
       insert into enrollments (workspace_id, journey_id, version_id, subscriber_id, state, entered_at, entry_key, trigger)
       select $1, $3, $4, id, 'active', now(), '', '{"node": "start", "properties": {}, "at": 0}' from person returning id, subscriber_id
     ), listening as (
       insert into awaited_events (subscriber_id, kind_id, enrollment_id, workspace_id, shard, due_at)
       select subscriber_id, $7, id, $1, subscriber_id % $5::int, to_timestamp($6::float8) from run
     )
     insert into waiting (shard, id, workspace_id, version_id, subscriber_id, node, visit, locks, arrived_at, due_at)
     select subscriber_id % $5::int, id, $1, $4, subscriber_id, 1, 1, true, now(), to_timestamp($6::float8) from run`,
    [workspace.id, people, journey.id, published.versionId, LIVE_SHARDS, due / 1_000, kindOf(workspace.id, "answered")],
  );
  await pool().query("vacuum analyze waiting, awaited_events, subscribers");
  let next = 0;
  return async () => {
    const items = Array.from({ length: BATCH }, () => ({
      kind: "track" as const,
      externalId: `f${next++ % people}`,
      event: "answered",
      properties: {},
    }));
    return (await ingestEvents(workspace.id, items)).accepted;
  };
}
