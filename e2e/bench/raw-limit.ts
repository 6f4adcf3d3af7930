import { pool } from "@/lib/db/pool";
import { LIVE_SHARDS } from "@/lib/db/shard";

const DAY_MS = 86_400_000;
const DAYS = 3;

/**
 * What the database can do at most with the same layout and no engine: people in daily buckets with the same columns and index; one
 * statement claims a batch, puts it three days ahead, writes a log row and an outbox row each. Gives back one batch per call.
 */
export async function prepareRaw(
  people: number,
): Promise<(lane: number, lanes: number, batchSize: number) => Promise<number>> {
  const client = await pool().connect();
  await client.query(`
    drop table if exists raw_waiting, raw_log, raw_outbox;
    create table raw_waiting (like waiting) partition by range (due_at);
    create index on raw_waiting (shard, locks, due_at, id);
    create table raw_log (enrollment_id bigint not null, at timestamptz not null, visit int not null);
    create table raw_outbox (enrollment_id bigint, visit int, subscriber_id bigint, primary key (enrollment_id, visit))`);
  const first = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  for (let day = 0; day < 400; day += 1) {
    const [low, high] = [day, day + 1].map((d) => new Date(first + d * DAY_MS).toISOString());
    await client.query(
      `create table raw_waiting_${day} partition of raw_waiting for values from ('${low}') to ('${high}')`,
    );
  }
  await client.query("set synchronous_commit = off");
  await client.query(
    `insert into raw_waiting (shard, id, workspace_id, version_id, subscriber_id, node, visit, locks, arrived_at, due_at)
     select g % $2::int, g, 1, 1, g, 1, 0, false, now(), to_timestamp($3::float8) + random() * $4::int * interval '1 day'
     from generate_series(1, $1::int) g`,
    [people, LIVE_SHARDS, first / 1_000, DAYS],
  );
  await client.query("reset synchronous_commit");
  await client.query("vacuum analyze raw_waiting");
  client.release();
  let day = 0;
  let empty = 0;
  const turns = new Map<number, number>();
  return async (lane, lanes, batchSize) => {
    const today = day;
    const turn = turns.get(lane) ?? 0;
    const shard = lane + (turn % Math.ceil((LIVE_SHARDS - lane) / lanes)) * lanes;
    const moved = await move(today, shard, batchSize);
    if (moved < batchSize) turns.set(lane, turn + 1);
    if (moved > 0) empty = 0;
    else if (today === day && ++empty > LIVE_SHARDS * 2) {
      day += 1;
      empty = 0;
      await pool().query(`truncate raw_waiting_${today}`);
    }
    return moved;
  };
}

async function move(day: number, shard: number, batchSize: number): Promise<number> {
  const client = await pool().connect();
  try {
    await client.query(
      "begin; set local plan_cache_mode = force_generic_plan; set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off; set local enable_bitmapscan = off",
    );
    const { rows } = await client.query<{ n: number }>({
      name: `raw-${day}`,
      text: `with c as materialized (
          select ctid as place, * from raw_waiting_${day} where shard = $1 and locks = false order by due_at limit $2 for update skip locked
        ), gone as (
          delete from raw_waiting_${day} w using c where w.ctid = c.place
        ), ahead as (
          insert into raw_waiting (shard, id, workspace_id, version_id, subscriber_id, node, visit, locks, arrived_at, due_at)
          select shard, id, workspace_id, version_id, subscriber_id, node, visit + 1, locks, due_at, due_at + interval '${DAYS} days' from c
        ), logged as (
          insert into raw_log select id, due_at, visit + 1 from c
        ), out as (
          insert into raw_outbox select id, visit + 1, subscriber_id from c
        )
        select count(*)::int as n from c`,
      values: [shard, batchSize],
    });
    await client.query("commit");
    return rows[0]?.n ?? 0;
  } finally {
    client.release();
  }
}
