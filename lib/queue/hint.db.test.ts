import { afterAll, beforeAll, expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { startBoss, stopBoss } from "./boss";
import { hintWalk } from "./hint";

setUpTestDatabase();
beforeAll(async () => {
  await startBoss("worker");
});
afterAll(() => stopBoss(500));

/** Resolves once `look` gives something. */
async function seen<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test("hints for the same shards, given in different orders by two processes, never wait for each other in a circle", async () => {
  const boss = await startBoss("worker");
  const other = await pool().connect();
  const hintOther = (shard: number) =>
    boss.insert("walk", [{ singletonKey: String(shard), data: { shard } }], {
      db: { executeSql: (text, values) => other.query(text, values) },
    });
  try {
    await other.query("begin");
    await hintOther(5);
    hintWalk([9, 2, 5]);
    await seen(async () => {
      const waiting = await pool().query(
        "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ilike '%insert into pgboss%'",
      );
      return waiting.rowCount || undefined;
    });
    await hintOther(9);
    await other.query("commit");
  } finally {
    other.release();
  }
  const keys = await seen(async () => {
    const { rows } = await pool().query("select singleton_key as key from pgboss.job where name = 'walk' order by 1");
    return rows.length < 3 ? undefined : rows.map(({ key }) => key);
  });
  expect(keys).toEqual(["2", "5", "9"]);
});
