import { publishJourney } from "@/lib/commands/publish-journey";
import { walkBatch } from "@/lib/commands/walk-batch";
import { type Bucket, ensureBuckets, forgetBuckets, listBuckets } from "@/lib/db/buckets";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { LIVE_SHARDS } from "@/lib/db/shard";

const DAY_MS = 86_400_000;
/** The people are spread over this many days of due times; a wait puts them as many days ahead. */
export const SPREAD_DAYS = 3;
/** wait → branch → email, four times over in a ring: every walk is three steps. */
const ROUNDS = 4;

function ring() {
  const ids = Array.from({ length: ROUNDS }, (_, i) => i);
  const next = (i: number) => (i + 1) % ROUNDS;
  return {
    nodes: [
      { id: "start", type: "trigger.event", config: { event: "begin" } },
      ...ids.flatMap((i) => [
        { id: `wait${i}`, type: "wait", config: { duration: `P${SPREAD_DAYS}D` } },
        {
          id: `branch${i}`,
          type: "branch",
          config: {
            condition: {
              any: [
                {
                  all: [
                    { path: "plan", op: "equals", value: "pro" },
                    { path: "orders", op: "greater_than", value: 3 },
                  ],
                },
                { path: "country", op: "equals", value: "DE" },
                { path: "email", op: "exists" },
              ],
            },
          },
        },
        { id: `yes${i}`, type: "email", config: { subject: "Yes {{ first_name }}", body: "Hello" } },
      ]),
      // every ring needs a way out before it may be published; everybody has an address, so nobody takes it
      { id: "never", type: "exit", config: { reason: "no_address" } },
    ],
    edges: [
      { from: "start", port: "next", to: "wait0" },
      ...ids.flatMap((i) => [
        { from: `wait${i}`, port: "next", to: `branch${i}` },
        { from: `branch${i}`, port: "yes", to: `yes${i}` },
        { from: `branch${i}`, port: "no", to: "never" },
        { from: `yes${i}`, port: "next", to: `wait${next(i)}` },
      ]),
    ],
  };
}

const WAIT_NODES = Array.from({ length: ROUNDS }, (_, i) => 1 + i * 3);

export type EngineScene = {
  people: number;
  workspaceId: number;
  versionId: number;
  /** One batch of the real engine for a lane; gives back how many people were walked. */
  walk: (lane: number, lanes: number, batchSize: number) => Promise<number>;
};

/** `people` waiting people of a live workspace in a published journey, due over SPREAD_DAYS days from tomorrow on. */
export async function prepareEngine(people: number): Promise<EngineScene> {
  const workspace = await prisma().workspace.create({
    data: { slug: `bench-${people}-${Date.now()}`, name: "Bench", mode: "live" },
  });
  const journey = await prisma().journey.create({ data: { workspaceId: workspace.id, name: "Ring", graph: ring() } });
  const principal = { kind: "key", keyId: "bench", scope: "full", workspaceId: workspace.id } as const;
  const published = await publishJourney(principal, journey.id);
  if (!published.ok) throw new Error(JSON.stringify(published));
  const firstDay = Math.floor(Date.now() / DAY_MS) * DAY_MS + DAY_MS;
  await ensureBuckets(pool(), firstDay, firstDay + 60 * DAY_MS);
  await fill(people, workspace.id, journey.id, published.versionId, firstDay);
  return { people, workspaceId: workspace.id, versionId: published.versionId, walk: wheel(firstDay) };
}

async function fill(people: number, workspaceId: number, journeyId: string, versionId: number, firstDay: number) {
  const values = [people, workspaceId, journeyId, versionId, firstDay / 1_000, SPREAD_DAYS, LIVE_SHARDS, WAIT_NODES];
  await pool().query("set synchronous_commit = off");
  await pool().query(
    `insert into subscribers (workspace_id, external_id, email, first_name, attributes)
     select $2, 'u' || g, 'user' || g || '@example.com', 'User' || g, jsonb_build_object(
       'country', (array['DE','FR','US','GB','ES'])[1 + g % 5], 'plan', (array['free','pro'])[1 + g % 2],
       'orders', g % 17, 'ltv', (g % 9000) / 10.0)
     from generate_series(1, $1::int) g`,
    values.slice(0, 2),
  );
  await pool().query(
    `with run as (
       insert into enrollments (workspace_id, journey_id, version_id, subscriber_id, state, entered_at, entry_key, trigger)
       select $2, $3, $4, s.id, 'active', now(), '', '{"node": "start", "properties": {}, "at": 0}' from subscribers s
       where s.workspace_id = $2 returning id, subscriber_id
     )
     insert into waiting (shard, id, workspace_id, version_id, subscriber_id, node, visit, locks, arrived_at, due_at)
     select subscriber_id % $7::int, id, $2, $4, subscriber_id, ($8::smallint[])[1 + id % array_length($8::smallint[], 1)], 1, false, now(),
       to_timestamp($5::float8) + random() * $6::int * interval '1 day'
     from run where $1::int > 0`,
    values,
  );
  await pool().query("vacuum analyze waiting, enrollments, subscribers");
}

/** Buckets in order of their days; when one is walked empty it is truncated and the next one's day has come. */
function wheel(firstDay: number): EngineScene["walk"] {
  let day = 0;
  let empty = 0;
  const cursor = new Map<number, number>();
  return async (lane, laneCount, batchSize) => {
    const today = day;
    const end = firstDay + (today + 1) * DAY_MS;
    const name = `waiting_d${new Date(end - DAY_MS).toISOString().slice(0, 10).replaceAll("-", "")}`;
    const bucket = (await listBuckets(pool())).find((b: Bucket) => b === name);
    if (!bucket) {
      await ensureBuckets(pool(), end, end + 30 * DAY_MS);
      forgetBuckets();
      return 0;
    }
    const own = Math.ceil((LIVE_SHARDS - lane) / laneCount);
    const turn = cursor.get(lane) ?? 0;
    const shard = lane + (turn % own) * laneCount;
    const client = await pool().connect();
    try {
      const request = { shard, bucket, watermark: Number.NEGATIVE_INFINITY, now: end - 1, limit: batchSize };
      const { claimed } = await walkBatch(client, request);
      if (claimed < batchSize) cursor.set(lane, turn + 1);
      if (claimed > 0) {
        if (today === day) empty = 0;
        return claimed;
      }
      empty += 1;
      if (empty > LIVE_SHARDS * 2 && today === day) {
        day += 1;
        empty = 0;
        await client.query(`truncate ${bucket}`);
      }
      return 0;
    } finally {
      client.release();
    }
  };
}
