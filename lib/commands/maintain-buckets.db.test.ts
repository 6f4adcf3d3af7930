import { expect, test } from "vitest";
import { ensureBuckets, forgetBuckets } from "@/lib/db/buckets";
import { pool } from "@/lib/db/pool";
import { driveJourneys } from "@/lib/testing/journey-driver";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { maintainBuckets } from "./maintain-buckets";
import { moveClock } from "./move-clock";

setUpTestDatabase();

const DAY_MS = 86_400_000;

async function countBuckets(): Promise<number> {
  const { rows } = await pool().query(
    "select count(*)::int as n from pg_inherits where inhparent = 'events'::regclass",
  );
  return rows[0].n;
}

test("a long reading of the tables (a backup) is not waited for: nobody queues up behind the making of buckets", async () => {
  const backup = await pool().connect();
  try {
    await backup.query("begin; lock table waiting_rest in access share mode");
    expect(await maintainBuckets(Date.now())).toEqual({ made: 0, dropped: [] });
    expect((await pool().query("select from waiting")).rowCount).toBe(0);
  } finally {
    await backup.query("commit");
    backup.release();
  }
  expect((await maintainBuckets(Date.now())).made).toBeGreaterThan(80);
});

test("who makes and drops buckets in a transaction of their own waits for locks as long as before", async () => {
  const caller = await pool().connect();
  const waits = async () => (await caller.query("show lock_timeout")).rows[0].lock_timeout;
  try {
    await caller.query("begin; set local lock_timeout = '7s'");
    const longAgo = Date.UTC(2001, 0, 1);
    expect(await ensureBuckets(caller, longAgo, longAgo)).toBe(2);
    expect(await waits()).toBe("7s");
    const { rows } = await caller.query("select drop_empty_buckets('2001-01-03') as dropped");
    expect(rows[0].dropped).toEqual(["waiting_d20010101"]);
    expect(await waits()).toBe("7s");
  } finally {
    await caller.query("rollback");
    forgetBuckets();
    caller.release();
  }
});

test("a sandbox that travels for years leaves no trail of buckets for everybody, and its people are walked at their times", async () => {
  await maintainBuckets(Date.now());
  const before = await countBuckets();
  const run = await driveJourneys({ startAt: new Date(Date.now() + 4 * 365 * DAY_MS).toISOString() });
  await run.journey({
    nodes: [
      { id: "start", type: "trigger.event", config: { event: "came" } },
      { id: "years", type: "wait", config: { duration: "P3Y" } },
      { id: "tag", type: "add_tag", config: { tag: "patient" } },
    ],
    edges: ["start -> years", "years -> tag"],
  });
  await run.event("ada", "came");
  await moveClock(run.principal, { advance: "P2Y" }, 0);
  await maintainBuckets(Date.now());
  await moveClock(run.principal, { advance: "P1Y" }, 0);
  await run.settle();
  expect(await run.path("ada")).toEqual(["start", "years", "tag"]);
  expect(await countBuckets()).toBe(before);
});
