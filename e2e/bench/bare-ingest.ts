import type pg from "pg";
import { jsonArray, plainArray } from "@/lib/db/array-literal";
import { pool } from "@/lib/db/pool";
import { uuidV7 } from "@/lib/db/uuid-v7";
import { type IngestScene, properties } from "./ingest-scene";

const PEOPLE = 100_000;
const KINDS = 200;

const INSERT = `insert into bench_events (workspace_id, subscriber_id, kind_id, id, occurred_at, received_at, properties)
select 1, e.subscriber_id, e.kind_id, e.id, to_timestamp(e.occurred / 1000), now(), e.properties
from unnest($1::bigint[], $2::int[], $3::uuid[], $4::float8[], $5::jsonb[]) as e(subscriber_id, kind_id, id, occurred, properties)`;

/** Events stored and nothing else, in the layout and under the indexes of the real ones: arrays of a thousand in one statement. */
export async function prepareBareInsert(): Promise<(count: number) => Promise<number>> {
  await pool().query(`
    drop table if exists bench_events;
    create table bench_events (like events);
    create index on bench_events (subscriber_id, kind_id, occurred_at);
    create index on bench_events (workspace_id, received_at desc)`);
  return async (count) => {
    const now = Date.now();
    const many = (value: () => string | number) => plainArray(Array.from({ length: count }, value));
    await pool().query({
      name: "bench-bare-events",
      text: INSERT,
      values: [
        many(() => 1 + Math.floor(Math.random() * PEOPLE)),
        many(() => 1 + Math.floor(Math.random() * KINDS)),
        many(() => uuidV7(now)),
        many(() => now),
        jsonArray(Array.from({ length: count }, properties)),
      ],
    });
    return count;
  };
}

/** The same work an event at a time, as is usual: dedupe, find the person, store, ask who waits; one transaction for each event. */
export function eventAtATime(scene: IngestScene): () => Promise<number> {
  const one = async (client: pg.ClientBase) => {
    const [item] = scene.nextItems(1);
    if (item?.kind !== "track") return;
    await client.query("begin");
    await client.query({
      name: "one-dedupe",
      text: "insert into event_dedupe (workspace_id, message_id) values ($1, $2) on conflict do nothing",
      values: [scene.workspaceId, item.messageId],
    });
    const { rows } = await client.query<{ id: string }>({
      name: "one-person",
      text: "select id from subscribers where workspace_id = $1 and external_id = $2",
      values: [scene.workspaceId, item.externalId],
    });
    const { rows: kinds } = await client.query<{ id: number }>({
      name: "one-kind",
      text: `insert into event_kinds as k (workspace_id, name) values ($1, $2)
        on conflict (workspace_id, name) do update set last_seen_at = k.last_seen_at returning id`,
      values: [scene.workspaceId, item.event],
    });
    await client.query({
      name: "one-event",
      text: `insert into events (workspace_id, subscriber_id, kind_id, id, occurred_at, received_at, properties)
        values ($1, $2, $3, $4, now(), now(), $5)`,
      values: [scene.workspaceId, rows[0]?.id, kinds[0]?.id, uuidV7(Date.now()), JSON.stringify(item.properties)],
    });
    await client.query({
      name: "one-awaiting",
      text: "select enrollment_id from awaited_events where subscriber_id = $1 and kind_id = $2",
      values: [rows[0]?.id, kinds[0]?.id],
    });
    await client.query("commit");
  };
  return async () => {
    const client = await pool().connect();
    await one(client).finally(() => client.release());
    return 1;
  };
}
