import type pg from "pg";
import { expect, test } from "vitest";
import { listBuckets } from "@/lib/db/buckets";
import { pool } from "@/lib/db/pool";
import { readClock } from "@/lib/db/read-clock";
import { sendId } from "@/lib/db/send-id";
import { driveJourneys, type JourneyDriver, type Sketch } from "@/lib/testing/journey-driver";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { untilBlocked } from "@/lib/testing/until-blocked";
import { walkBatch } from "./walk-batch";
import { walkShard } from "./walk-shard";

setUpTestDatabase();

const WAIT_FOR_PURCHASE: Sketch = {
  nodes: [
    { id: "start", type: "trigger.event", config: { event: "signed_up" } },
    { id: "bought", type: "wait_for_event", config: { events: [{ event: "purchase", port: "yes" }], timeout: "P1D" } },
    { id: "won", type: "exit", config: { reason: "bought" } },
    { id: "lost", type: "exit", config: { reason: "timeout" } },
  ],
  edges: ["start -> bought", "bought -yes-> won", "bought -timeout-> lost"],
};

/** A connection that stops before the statement `at` matches, says so, and goes on when told. */
async function pausingClient(at: RegExp) {
  const client = await pool().connect();
  const reached = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const query = async (...args: unknown[]) => {
    const [first] = args;
    const text = typeof first === "string" ? first : (first as { text: string }).text;
    if (at.test(text)) {
      reached.resolve();
      await goOn.promise;
    }
    return Reflect.apply(client.query, client, args);
  };
  const paused = new Proxy(client, { get: (target, key) => (key === "query" ? query : Reflect.get(target, key)) });
  return {
    client: paused as pg.PoolClient,
    reached: reached.promise,
    goOn: goOn.resolve,
    release: () => client.release(),
  };
}

async function bucketOf(run: JourneyDriver): Promise<Parameters<typeof walkBatch>[1]> {
  const now = await readClock(pool(), run.workspace.id);
  const { rows } = await pool().query<{ bucket: string }>(
    "select tableoid::regclass::text as bucket from waiting where workspace_id = $1",
    [run.workspace.id],
  );
  const bucket = (await listBuckets(pool())).find((b) => b === rows[0]?.bucket);
  if (!bucket) throw new Error("nobody waits");
  return { shard: run.shards[0] ?? 0, bucket, watermark: Number.NEGATIVE_INFINITY, now, limit: 10 };
}

async function ends(run: JourneyDriver, person: string) {
  return (await run.runs(person)).map((r) => `${r.state}: ${r.reason}`);
}

test("an event that arrives while the arrival at the wait is being committed is not lost", async () => {
  const run = await driveJourneys();
  await run.journey(WAIT_FOR_PURCHASE);
  await run.ingest("ada", "signed_up");
  const walking = await pausingClient(/^commit/);
  const walk = walkBatch(walking.client, await bucketOf(run));
  await walking.reached;
  const purchase = run.ingest("ada", "purchase");
  await untilBlocked();
  walking.goOn();
  await Promise.all([walk, purchase]);
  walking.release();
  await run.settle();
  expect(await ends(run, "ada")).toEqual(["exited: bought"]);
});

test("an event that arrives before the arrival has been walked at all is not lost", async () => {
  const run = await driveJourneys();
  await run.journey(WAIT_FOR_PURCHASE);
  await run.ingest("ada", "signed_up");
  await run.ingest("ada", "purchase");
  await run.settle();
  expect(await ends(run, "ada")).toEqual(["exited: bought"]);
});

test("an event that wakes one run is not lost for another run of the person that comes to wait for it in the same batch", async () => {
  const run = await driveJourneys();
  const starting = (event: string, next: string): Sketch => ({
    nodes: [
      ...WAIT_FOR_PURCHASE.nodes.filter(({ id }) => id !== "start"),
      { id: "start", type: "trigger.event", config: { event } },
      { id: "day", type: "wait", config: { duration: "P1D" } },
    ],
    edges: ["start -> bought", `bought -yes-> ${next}`, "day -> won", "bought -timeout-> lost"],
  });
  await run.journey(starting("signed_up", "day"), "Welcome");
  await run.journey(starting("cart_filled", "won"), "Cart");
  await run.event("ada", "signed_up");
  await run.ingest("ada", "cart_filled");
  await run.ingest("ada", "purchase"); // the one waits for it, the other has not been walked to its wait
  await run.settle();
  expect(await ends(run, "ada")).toEqual(["active: null", "exited: bought"]);
});

test("an event before the trigger does not count for the wait after it", async () => {
  const run = await driveJourneys();
  await run.journey(WAIT_FOR_PURCHASE);
  await run.event("ada", "purchase");
  await run.event("ada", "signed_up");
  expect(await run.runs("ada")).toMatchObject([{ state: "active" }]);
  await run.advance("P2D");
  expect(await ends(run, "ada")).toEqual(["exited: timeout"]);
});

test("a person whose event is being stored is left alone by the timer, and leaves by the event alone", async () => {
  const run = await driveJourneys();
  await run.journey(WAIT_FOR_PURCHASE);
  await run.event("ada", "signed_up");
  // the event is in time by a minute; its transaction is still open when the timer is up
  await run.moveClock("PT23H59M");
  const storing = await pool().connect();
  await storing.query("begin");
  await storing.query("select from subscribers where id = $1 for no key update", [await run.subscriberId("ada")]);
  const event = run.ingest("ada", "purchase");
  await untilBlocked();
  await storing.query("commit");
  storing.release();
  await event;
  await run.moveClock("PT2H");
  await run.settle();
  expect(await ends(run, "ada")).toEqual(["exited: bought"]);
});

test("a walk never waits for a person who is locked, and takes them when they are free", async () => {
  const run = await driveJourneys();
  await run.journey(WAIT_FOR_PURCHASE);
  await run.ingest("ada", "signed_up");
  const other = await pool().connect();
  await other.query("begin");
  await other.query("select from subscribers where id = $1 for no key update", [await run.subscriberId("ada")]);
  expect(await walkShard(run.shards[0] ?? 0)).toMatchObject({ walked: 0, settled: true });
  await other.query("commit");
  other.release();
  expect(await walkShard(run.shards[0] ?? 0)).toMatchObject({ walked: 1 });
});

test("an event after the time was up loses to the timer, however late the worker looks", async () => {
  const run = await driveJourneys();
  await run.journey(WAIT_FOR_PURCHASE);
  await run.event("ada", "signed_up");
  await run.moveClock("P3D");
  await run.ingest("ada", "purchase");
  await run.settle();
  expect(await ends(run, "ada")).toEqual(["exited: timeout"]);
});

test("an event is received when its person is had: what held them came before it", async () => {
  const run = await driveJourneys();
  await run.journey(WAIT_FOR_PURCHASE);
  await run.ingest("ada", "signed_up");
  await run.settle();
  const holder = await pool().connect();
  await holder.query("begin");
  await holder.query("select from subscribers where external_id = 'ada' for no key update");
  const purchase = run.ingest("ada", "purchase");
  await untilBlocked();
  const freed = await readClock(pool(), run.workspace.id);
  await holder.query("commit");
  holder.release();
  await purchase;
  const { rows } = await pool().query<{ at: number }>(
    `select (extract(epoch from e.received_at) * 1000)::float8 as at from events e
     join event_kinds k on k.id = e.kind_id where k.name = 'purchase'`,
  );
  expect(rows[0]?.at).toBeGreaterThanOrEqual(freed);
});

test("a late worker gives the same journey: the event belongs to the wait in which it came", async () => {
  const run = await driveJourneys();
  await run.journey({
    nodes: [
      { id: "start", type: "trigger.event", config: { event: "signed_up" } },
      { id: "day", type: "wait", config: { duration: "P1D" } },
      {
        id: "bought",
        type: "wait_for_event",
        config: { events: [{ event: "purchase", port: "yes" }], timeout: "P5D" },
      },
      { id: "won", type: "exit", config: { reason: "bought" } },
      { id: "lost", type: "exit", config: { reason: "timeout" } },
    ],
    edges: ["start -> day", "day -> bought", "bought -yes-> won", "bought -timeout-> lost"],
  });
  await run.event("ada", "signed_up");
  await run.event("bob", "signed_up");
  await run.moveClock("PT12H");
  await run.ingest("bob", "purchase"); // during the first wait: nobody listens
  await run.moveClock("P2D");
  await run.ingest("ada", "purchase"); // the wait for it began a day and a half ago, though nobody has walked her there
  await run.settle();
  expect(await ends(run, "ada")).toEqual(["exited: bought"]);
  await run.advance("P10D");
  expect(await ends(run, "bob")).toEqual(["exited: timeout"]);
});

test("a connection that dies before the commit leaves everything as it was, and the person is walked once", async () => {
  const run = await driveJourneys();
  await run.journey({
    nodes: [
      { id: "start", type: "trigger.event", config: { event: "signed_up" } },
      { id: "hello", type: "email", config: { subject: "Hello", body: "Hi" } },
    ],
    edges: ["start -> hello"],
  });
  await run.ingest("ada", "signed_up", {}, { email: "ada@example.com" });
  const walking = await pausingClient(/^commit/);
  const { rows } = await walking.client.query<{ pid: number }>("select pg_backend_pid() as pid");
  const failed = expect(walkBatch(walking.client, await bucketOf(run))).rejects.toThrow();
  await walking.reached;
  await pool().query("select pg_terminate_backend($1)", [rows[0]?.pid]);
  walking.goOn();
  await failed;
  walking.release();
  expect(await run.messages("ada")).toEqual([]);
  await run.settle();
  expect(await run.messages("ada")).toMatchObject([{ node: "hello", status: "sent" }]);
  expect(await run.path("ada")).toEqual(["start", "hello"]);
});

test("any number of drains of one shard walk everybody exactly once", async () => {
  const run = await driveJourneys();
  await run.journey({
    nodes: [
      { id: "start", type: "trigger.event", config: { event: "signed_up" } },
      { id: "day", type: "wait", config: { duration: "P1D" } },
      { id: "hello", type: "email", config: { subject: "Hello", body: "Hi" } },
    ],
    edges: ["start -> day", "day -> hello"],
  });
  const people = Array.from({ length: 300 }, (_, i) => `p${i}`);
  await Promise.all(people.map((p) => run.ingest(p, "signed_up", {}, { email: `${p}@example.com` })));
  const drain = () => Promise.all([1, 2, 3, 4].map(() => walkShard(run.shards[0] ?? 0, { batchSize: 7 })));
  await drain();
  await run.moveClock("P1D");
  await drain();
  const { rows } = await pool().query(
    `select (select count(*)::int from sends where workspace_id = $1) as sends,
      (select count(*)::int from enrollments where workspace_id = $1 and state = 'completed') as done,
      (select count(*)::int from (select from walks where workspace_id = $1 group by enrollment_id, first_visit, log having count(*) > 1) d) as twice,
      (select count(*)::int from waiting where workspace_id = $1) as waiting`,
    [run.workspace.id],
  );
  expect(rows[0]).toEqual({ sends: 300, done: 300, twice: 0, waiting: 0 });
});

test("a mail that is in the ledger already stays as it is, and everybody of the batch goes on", async () => {
  const run = await driveJourneys();
  await run.journey({
    nodes: [
      { id: "start", type: "trigger.event", config: { event: "signed_up" } },
      { id: "hello", type: "email", config: { subject: "Hello", body: "Hi" } },
    ],
    edges: ["start -> hello"],
  });
  for (const name of ["ada", "bob"]) await run.ingest(name, "signed_up", {}, { email: `${name}@example.com` });
  const [ada] = await run.runs("ada");
  // as after a database was set back: the provider has it, the run stands before it
  await pool().query(
    `insert into sends (id, workspace_id, shard, enrollment_id, subscriber_id, node, visit, channel, status, due_at, created_at, reason)
     values ($1, $2, $3, $4, $5, 1, 1, 'email', 'sent', now(), now(), 'from before')`,
    [sendId(ada?.id ?? "", 1, "email"), run.workspace.id, run.shards[0], ada?.id, await run.subscriberId("ada")],
  );
  await run.settle();
  const { rows } = await pool().query(
    "select status, reason from sends where workspace_id = $1 order by enrollment_id",
    [run.workspace.id],
  );
  expect(rows).toEqual([
    { status: "sent", reason: "from before" },
    { status: "sent", reason: null },
  ]);
  expect((await run.runs("ada")).concat(await run.runs("bob")).map(({ state }) => state)).toEqual([
    "completed",
    "completed",
  ]);
  expect((await pool().query("select from quarantine")).rowCount).toBe(0);
});
