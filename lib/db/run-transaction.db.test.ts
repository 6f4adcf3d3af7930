import { expect, test } from "vitest";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { untilBlocked } from "@/lib/testing/until-blocked";
import { ensureBuckets } from "./buckets";
import { pool } from "./pool";
import { runTransaction } from "./run-transaction";

setUpTestDatabase();

const DAY = Date.parse("2031-05-06T00:00:00Z");
const store = (workspaceId: number) =>
  runTransaction((client) =>
    client.query(
      `insert into events (workspace_id, subscriber_id, kind_id, id, occurred_at, received_at, properties)
       values ($1, 1, 1, gen_random_uuid(), now(), '2031-05-06T12:00:00Z', '{}')`,
      [workspaceId],
    ),
  );

test("a row that is on its way while its day gets a bucket of its own is stored in the bucket, and is nobody's fault", async () => {
  const other = await pool().connect();
  try {
    await other.query("begin");
    expect(await ensureBuckets(other, DAY, DAY)).toBeGreaterThan(0);
    const storing = store(1);
    await untilBlocked();
    await other.query("commit");
    await storing;
  } finally {
    other.release();
  }
  const { rows } = await pool().query("select tableoid::regclass::text as bucket from events where workspace_id = 1");
  expect(rows).toEqual([{ bucket: "events_d20310506" }]);
});

test("a row that breaks a check is its own fault, and not tried again", async () => {
  let tries = 0;
  const refused = runTransaction((client) => {
    tries += 1;
    return client.query(
      "insert into sends (id, workspace_id, shard, subscriber_id, node, visit, channel, status, due_at, created_at) values (gen_random_uuid(), 1, 1, 1, 1, 1, 'email', 'lost', now(), now())",
    );
  });
  await expect(refused).rejects.toMatchObject({ code: "23514" });
  expect(tries).toBe(1);
});
