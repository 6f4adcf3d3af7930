import { afterEach, expect, test, vi } from "vitest";
import { inTransaction } from "@/lib/db/in-transaction";
import { pool } from "@/lib/db/pool";
import { LOCATE_VISIT, WAKE_VISIT } from "@/lib/db/webhooks.sql";
import { driveJourneys } from "@/lib/testing/journey-driver";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { wakeWithResult } from "./wake-with-result";
import { walkShard } from "./walk-shard";

setUpTestDatabase();
afterEach(() => vi.restoreAllMocks());

/** Somebody who waits for an answer, in a journey with a maximum time. */
async function waitingAda() {
  const run = await driveJourneys();
  await run.journey({
    nodes: [
      { id: "start", type: "trigger.event", config: { event: "came" } },
      { id: "hook", type: "webhook", config: { url: "https://hooks.example/x" } },
    ],
    edges: ["start -> hook"],
    settings: { max_time: "P30D" },
  });
  await run.ingest("ada", "came");
  for (const shard of run.shards) await walkShard(shard);
  const { rows } = await pool().query(
    "select id, subscriber_id, shard, visit, due_at from waiting where workspace_id = $1",
    [run.workspace.id],
  );
  const [row] = rows;
  const asking = {
    enrollmentId: row.id,
    subscriberId: row.subscriber_id,
    shard: row.shard,
    visit: row.visit,
    deadline: row.due_at.getTime(),
  };
  const now = await run.now();
  return { asking, now, wake: { by: "result", ok: true, value: {}, at: now } as const };
}

test("an answer finds its person also while a pause and its end put them elsewhere, one time after the other", async () => {
  const { asking, wake, now } = await waitingAda();
  let moves = 0;
  const move = async () => {
    if (++moves > 2) return;
    await pool().query("update waiting set due_at = due_at + interval '1 hour' where id = $1", [asking.enrollmentId]);
  };
  const woken = await inTransaction((client) => {
    const query = async (text: string, values?: unknown[]) => {
      if (text === WAKE_VISIT) await move();
      return client.query(text, values);
    };
    const moving = new Proxy(client, { get: (of, key) => (key === "query" ? query : Reflect.get(of, key)) });
    return wakeWithResult(moving, asking, wake, now);
  });
  expect(woken).toBe(true);
  const { rows } = await pool().query("select wake from waiting where id = $1", [asking.enrollmentId]);
  expect(rows).toEqual([{ wake: [wake] }]);
});

test("whoever waits for an answer in a journey with a maximum time is found without looking through everybody who waits", async () => {
  const { asking, wake, now } = await waitingAda();
  const asked: unknown[] = [];
  const woken = await inTransaction((client) => {
    const query = client.query.bind(client);
    vi.spyOn(client, "query").mockImplementation((...given: Parameters<typeof query>) => {
      asked.push(given[0]);
      return query(...given);
    });
    return wakeWithResult(client, asking, wake, now);
  });
  expect(woken).toBe(true);
  expect(asked).not.toContain(LOCATE_VISIT);
});
