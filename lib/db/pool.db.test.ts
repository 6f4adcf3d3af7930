import { expect, test } from "vitest";
import { driveJourneys } from "@/lib/testing/journey-driver";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { closePool, pool } from "./pool";
import { closePrisma } from "./prisma";

setUpTestDatabase();

test("a transaction whose process is suspended does not keep its locks for ever (promise 5)", async () => {
  const client = await pool().connect();
  try {
    await client.query("begin");
    const { rows } = await client.query("show idle_in_transaction_session_timeout");
    expect(rows).toEqual([{ idle_in_transaction_session_timeout: "1min" }]);
    await client.query("set local idle_in_transaction_session_timeout = '50ms'");
    await expect
      .poll(
        () =>
          client.query("select 1").then(
            () => "alive",
            () => "gone",
          ),
        { interval: 200 },
      )
      .toBe("gone");
  } finally {
    client.release(true);
  }
});

test("transactions that hold every connection still learn what they need: a version, the number of a name", async () => {
  const run = await driveJourneys();
  await run.journey({
    nodes: [
      { id: "start", type: "trigger.event", config: { event: "came" } },
      { id: "said", type: "emit_event", config: { event: "seen" } },
      { id: "bought", type: "wait_for_event", config: { events: [{ event: "never_heard_of", port: "yes" }] } },
    ],
    edges: ["start -> said", "said -> bought"],
  });
  await closePrisma();
  await closePool();
  process.env.DATABASE_POOL_MAX = "1";
  try {
    await run.event("ada", "came");
    expect(await run.path("ada")).toEqual(["start", "said", "bought"]);
  } finally {
    delete process.env.DATABASE_POOL_MAX;
    await closePrisma();
    await closePool();
  }
});
