import { publishJourney } from "@/lib/commands/publish-journey";
import { walkBatch } from "@/lib/commands/walk-batch";
import { type Bucket, ensureBuckets, forgetBuckets, listBuckets } from "@/lib/db/buckets";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { LIVE_SHARDS } from "@/lib/db/shard";

const DAY_MS = 86_400_000;
/** The people are spread over this many days of due times; a wait puts them as many days ahead. */
export const SPREAD_DAYS = 3;
/** So many waits in a ring, with the steps of a walk between each and the next. */
const ROUNDS = 4;

const CONDITION = {
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
};

/** What a walk of so many steps passes: branches, then a mail, then the wait in which it ends. */
function stepsBetween(steps: number): ("branch" | "email")[] {
  const passed = steps - 1;
  return Array.from({ length: passed }, (_, i) => (i === passed - 1 ? "email" : "branch"));
}

function ring(steps: number) {
  const nodes: { id: string; type: string; config: object }[] = [
    { id: "start", type: "trigger.event", config: { event: "begin" } },
  ];
  const edges = [{ from: "start", port: "next", to: "wait0" }];
  for (let round = 0; round < ROUNDS; round += 1) {
    let [from, port] = [`wait${round}`, "next"];
    nodes.push({ id: from, type: "wait", config: { duration: `P${SPREAD_DAYS}D` } });
    for (const [place, type] of stepsBetween(steps).entries()) {
      const id = `${type}${round}_${place}`;
      const config = type === "branch" ? { condition: CONDITION } : { subject: "Yes {{ first_name }}", body: "Hello" };
      nodes.push({ id, type, config });
      edges.push({ from, port, to: id });
      if (type === "branch") edges.push({ from: id, port: "no", to: "never" });
      [from, port] = [id, type === "branch" ? "yes" : "next"];
    }
    edges.push({ from, port, to: `wait${(round + 1) % ROUNDS}` });
  }
  // A ring needs a way out before it may be published; everybody has an address, so nobody takes it.
  if (steps >= 3) nodes.push({ id: "never", type: "exit", config: { reason: "no_address" } });
  return { nodes, edges };
}

export type EngineScene = {
  people: number;
  workspaceId: number;
  versionId: number;
  /** the day before the first one on which somebody is due; epoch ms */
  firstDay: number;
  /** One batch of the real engine for a lane; gives back how many people were walked. */
  walk: (lane: number, lanes: number, batchSize: number) => Promise<number>;
};

/** `people` waiting people of a live workspace in a published journey, due over SPREAD_DAYS days from tomorrow on. */
export async function prepareEngine(people: number, steps = 3): Promise<EngineScene> {
  const workspace = await prisma().workspace.create({
    data: { slug: `bench-${people}-${steps}-${Date.now()}`, name: "Bench", mode: "live" },
  });
  const graph = ring(steps);
  // without branches the way out is a maximum time that nobody reaches
  const settings = steps < 3 ? { max_time: "P500W" } : {};
  const journey = await prisma().journey.create({ data: { workspaceId: workspace.id, name: "Ring", graph, settings } });
  const principal = { kind: "key", keyId: "bench", scope: "full", workspaceId: workspace.id } as const;
  const published = await publishJourney(principal, journey.id);
  if (!published.ok) throw new Error(JSON.stringify(published));
  const waits = graph.nodes.flatMap(({ type }, place) => (type === "wait" ? [place] : []));
  const firstDay = takeDays();
  await ensureBuckets(pool(), firstDay, firstDay + 60 * DAY_MS);
  await fill(people, workspace.id, journey.id, published.versionId, firstDay, waits);
  return { people, workspaceId: workspace.id, versionId: published.versionId, firstDay, walk: wheel(firstDay) };
}

/** Scenes of one run are years apart: the engine claims by shard and day, whoever's people they are. */
const APART_DAYS = 1_000;
let scenes = 0;

function takeDays(): number {
  scenes += 1;
  return Math.floor(Date.now() / DAY_MS) * DAY_MS + ((scenes - 1) * APART_DAYS + 1) * DAY_MS;
}

async function fill(
  people: number,
  workspaceId: number,
  journeyId: string,
  versionId: number,
  firstDay: number,
  waits: readonly number[],
) {
  const values = [people, workspaceId, journeyId, versionId, firstDay / 1_000, SPREAD_DAYS, LIVE_SHARDS, waits];
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
  // What was just filled in is written now, and not while something is measured.
  await pool().query("checkpoint");
}

/** The place of a lane in its turn through the shards: from where the next claim looks, as a drain does it. */
type Turn = { shards: number; watermark: number };

/** A claim starts this far below the last one's due time, as in walk-shard.ts. */
const OVERLAP_MS = 2_000;

/**
 * Buckets in order of their days; when one is walked empty the next one's day has come. `truncate`: and it is truncated, which only the
 * one process that walks may do.
 */
export function wheel(firstDay: number, truncate = true): EngineScene["walk"] {
  let day = 0;
  let empty = 0;
  let turns = new Map<number, Turn>();
  const nextDay = async (today: number, bucket: Bucket) => {
    if (today !== day) return;
    day += 1;
    empty = 0;
    turns = new Map();
    if (truncate) await pool().query(`truncate ${bucket}`);
  };
  return async (lane, laneCount, batchSize) => {
    const today = day;
    const start = firstDay + today * DAY_MS;
    const name = `waiting_d${new Date(start).toISOString().slice(0, 10).replaceAll("-", "")}`;
    const bucket = (await listBuckets(pool())).find((b: Bucket) => b === name);
    if (!bucket) {
      await ensureBuckets(pool(), start, start + 30 * DAY_MS);
      forgetBuckets();
      return 0;
    }
    const own = Math.ceil((LIVE_SHARDS - lane) / laneCount);
    const turn = turns.get(lane) ?? { shards: 0, watermark: Number.NEGATIVE_INFINITY };
    turns.set(lane, turn);
    const shard = lane + (turn.shards % own) * laneCount;
    const request = { shard, bucket, watermark: turn.watermark, now: start + DAY_MS - 1, limit: batchSize };
    const client = await pool().connect();
    const { claimed, lastDue } = await walkBatch(client, request).finally(() => client.release());
    if (claimed < batchSize) {
      turn.shards += 1;
      turn.watermark = Number.NEGATIVE_INFINITY;
    } else turn.watermark = Math.max(turn.watermark, lastDue - OVERLAP_MS);
    if (claimed > 0) empty = 0;
    else if (++empty > own * laneCount * 2) await nextDay(today, bucket);
    return claimed;
  };
}
