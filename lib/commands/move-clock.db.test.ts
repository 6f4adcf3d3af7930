import { expect, test } from "vitest";
import { deliverDue } from "@/lib/commands/deliver-messages";
import { pool } from "@/lib/db/pool";
import { driveJourneys, type Sketch } from "@/lib/testing/journey-driver";
import { testDeliverEnvironment } from "@/lib/testing/send-scene";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { maintainBuckets } from "./maintain-buckets";
import { isSettled, moveClock } from "./move-clock";
import { drainSegments } from "./refresh-segments";
import { walkShard } from "./walk-shard";

setUpTestDatabase();

const CHAIN: Sketch = {
  nodes: [
    { id: "start", type: "trigger.event", config: { event: "signed_up" } },
    { id: "one", type: "wait", config: { duration: "P1D" } },
    { id: "first", type: "email", config: { subject: "first", body: "Hi" } },
    { id: "two", type: "wait", config: { duration: "P1D" } },
    { id: "second", type: "email", config: { subject: "second", body: "Hi" } },
  ],
  edges: ["start -> one", "one -> first", "first -> two", "two -> second"],
};

test("the clock answers when everything due by the new time is done, chained waits included, each at its own time", async () => {
  const run = await driveJourneys();
  await run.journey(CHAIN);
  await run.event("ada", "signed_up", {}, { email: "ada@example.com" });
  const before = await run.now();
  const moving = moveClock(run.principal, { advance: "P3D" });
  // a slow worker: it does a little at a time while the clock waits
  let done = false;
  const worker = (async () => {
    while (!done) {
      await walkShard(run.shards[0] ?? 0, { batchSize: 1 });
      await deliverDue(run.shards, 1, testDeliverEnvironment());
      await drainSegments(10);
    }
  })();
  const moved = await moving;
  done = true;
  await worker;
  expect(moved).toMatchObject({ ok: true, settled: true });
  const at = (await run.messages("ada")).map((m) => Math.round((Date.parse(m.at) - before) / 3_600_000));
  expect(at).toEqual([24, 48]);
});

test("while something due is left the clock says it is not settled", async () => {
  const run = await driveJourneys();
  await run.journey(CHAIN);
  await run.event("ada", "signed_up", {}, { email: "ada@example.com" });
  expect(await moveClock(run.principal, { advance: "P3D" }, 100)).toMatchObject({ ok: true, settled: false });
  await run.settle();
  expect(await isSettled(run.workspace.id, await run.now())).toBe(true);
});

test("a live workspace keeps real time, and no clock goes backwards", async () => {
  const live = await driveJourneys({ mode: "live" });
  expect(await moveClock(live.principal, { advance: "P1D" })).toEqual({ ok: false, reason: "live" });
  const run = await driveJourneys();
  expect(await moveClock(run.principal, { now: "2020-01-01T00:00:00Z" })).toEqual({ ok: false, reason: "backwards" });
  expect(await moveClock(run.principal, { advance: "P9Y11M" }, 0)).toMatchObject({ ok: true });
  expect(await moveClock(run.principal, { advance: "P9Y" }, 0)).toEqual({ ok: false, reason: "too_far" });
});

test("whoever waits beyond the made buckets is moved into their day's bucket when it is made, and empty old ones go", async () => {
  const run = await driveJourneys({ mode: "live" });
  await run.journey({
    nodes: [CHAIN.nodes[0] ?? { id: "", type: "" }, { id: "far", type: "wait", config: { duration: "P20D" } }],
    edges: ["start -> far"],
  });
  await run.event("ada", "signed_up");
  const place = async () =>
    (
      await pool().query("select tableoid::regclass::text as bucket from waiting where workspace_id = $1", [
        run.workspace.id,
      ])
    ).rows[0]?.bucket;
  expect(await place()).toBe("waiting_rest");
  await pool().query("update workspaces set clock_offset_ms = 0");
  await maintainBuckets(Date.now());
  const day = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10).replaceAll("-", "");
  expect(await place()).toBe(`waiting_d${day}`);
  const { dropped } = await maintainBuckets(Date.now() + 5 * 86_400_000);
  expect(dropped.length).toBeGreaterThan(2);
  expect(await place()).toBe(`waiting_d${day}`);
});
