import { expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { shardOf } from "@/lib/db/shard";
import type { IngestItem } from "@/lib/journey/ingest-item";
import { createSubscriber, createWorkspace } from "@/lib/testing/factories";
import { createLiveJourney } from "@/lib/testing/live-journey";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { ingestEvents } from "./ingest-events";

setUpTestDatabase();

type Track = Extract<IngestItem, { kind: "track" }>;
const track = (externalId: string, event: string, more: Partial<Track> = {}): IngestItem =>
  ({ kind: "track", externalId, event, properties: {}, ...more }) as IngestItem;
const identify = (externalId: string, traits: IngestItem["traits"], more: Partial<Track> = {}): IngestItem =>
  ({ kind: "identify", externalId, traits: traits ?? {}, ...more }) as IngestItem;

async function rows<T extends object>(text: string, values: unknown[] = []): Promise<T[]> {
  return (await pool().query<T>(text, values)).rows;
}
const person = async (workspaceId: number, externalId: string) =>
  (
    await rows<{ id: string; email: string | null; first_name: string | null; attributes: Record<string, unknown> }>(
      "select id, email, first_name, attributes from subscribers where workspace_id = $1 and external_id = $2",
      [workspaceId, externalId],
    )
  )[0];
const eventCount = async (workspaceId: number) =>
  Number((await rows<{ n: string }>("select count(*) n from events where workspace_id = $1", [workspaceId]))[0]?.n);
const entered = (journeyId: string) =>
  rows<{ subscriber_id: string; trigger: { event?: string; properties: object } }>(
    "select subscriber_id, trigger from enrollments where journey_id = $1 order by id",
    [journeyId],
  );

/** Puts a person at a wait, as a committed walk leaves them. */
async function waitFor(
  workspace: { id: number; mode: string },
  subscriberId: string,
  versionId: number,
  kindId: number,
  due = "2099-01-01T00:00:00Z",
  held: string | null = null,
) {
  const shard = shardOf(workspace, subscriberId);
  const [run] = await rows<{ id: string }>(
    `insert into enrollments (workspace_id, journey_id, version_id, subscriber_id, state, entered_at, entry_key, trigger)
     select $1, journey_id, id, $2, 'active', now(), '', '{"node":"start","properties":{},"at":0}' from journey_versions where id = $3 returning id`,
    [workspace.id, subscriberId, versionId],
  );
  await rows(
    `insert into waiting (shard, id, workspace_id, version_id, subscriber_id, node, visit, locks, arrived_at, due_at, held_due_at)
     values ($1, $2, $3, $4, $5, 1, 1, true, now(), $6, $7)`,
    [shard, run?.id, workspace.id, versionId, subscriberId, due, held],
  );
  await rows(
    `insert into awaited_events (subscriber_id, kind_id, enrollment_id, workspace_id, shard, due_at) values ($1, $2, $3, $4, $5, $6)`,
    [subscriberId, kindId, run?.id, workspace.id, shard, due],
  );
  return run?.id ?? "";
}
const kindId = async (workspaceId: number, name: string) =>
  (
    await rows<{ id: number }>(
      `insert into event_kinds (workspace_id, name) values ($1, $2) on conflict (workspace_id, name) do update set name = excluded.name returning id`,
      [workspaceId, name],
    )
  )[0]?.id ?? 0;
const sleeper = async (enrollmentId: string) =>
  (
    await rows<{
      due: boolean;
      wake: { by: string; event?: { event: string } }[] | null;
      due_at: string;
      held: boolean | null;
      awaited: boolean;
    }>(
      `select w.due_at <= now() due, w.wake, w.due_at::text, w.held_due_at <= now() held, a.due_at = w.due_at awaited
       from waiting w left join awaited_events a on a.enrollment_id = w.id where w.id = $1`,
      [enrollmentId],
    )
  )[0];

const waitingGraph = {
  nodes: [
    { id: "start", type: "trigger.manual" },
    {
      id: "hold",
      type: "wait_for_event",
      config: { events: [{ event: "order_placed", port: "ordered" }], timeout: "P7D" },
    },
  ],
};

test("an event of somebody unknown makes the person and stores the event", async () => {
  const workspace = await createWorkspace();
  expect(
    await ingestEvents(workspace.id, [
      track("ada", "signed_up", { traits: { email: "ada@example.com", plan: "pro" } }),
    ]),
  ).toEqual({
    accepted: 1,
    duplicates: 0,
    errors: [],
  });
  expect(await person(workspace.id, "ada")).toMatchObject({ email: "ada@example.com", attributes: { plan: "pro" } });
  expect(await eventCount(workspace.id)).toBe(1);
});

test("what was accepted can be read from another connection at once", async () => {
  const workspace = await createWorkspace();
  const counts = await Promise.all(
    Array.from({ length: 50 }, async (_, i) => {
      await ingestEvents(workspace.id, [track(`p${i}`, "seen", { properties: { i } })]);
      return (
        await rows("select 1 from events where workspace_id = $1 and (properties->>'i')::int = $2", [workspace.id, i])
      ).length;
    }),
  );
  expect(counts).toEqual(Array(50).fill(1));
});

test("the same message has one effect: within a batch, between batches and at the same time", async () => {
  const workspace = await createWorkspace();
  const item = track("ada", "paid", { messageId: "m-1" });
  expect(await ingestEvents(workspace.id, [item, { ...item }])).toMatchObject({ accepted: 1, duplicates: 1 });
  expect(await ingestEvents(workspace.id, [item])).toMatchObject({ accepted: 0, duplicates: 1 });
  const many = await Promise.all(
    Array.from({ length: 40 }, (_, i) =>
      ingestEvents(workspace.id, [track("ada", "paid", { messageId: `n-${i % 4}` })]),
    ),
  );
  expect(many.reduce((sum, r) => sum + r.accepted, 0)).toBe(4);
  expect(await eventCount(workspace.id)).toBe(5);
});

test("the same messageId in two workspaces is two messages", async () => {
  const [a, b] = [await createWorkspace(), await createWorkspace()];
  const item = track("ada", "paid", { messageId: "same" });
  expect((await ingestEvents(a.id, [item])).accepted + (await ingestEvents(b.id, [item])).accepted).toBe(2);
});

test("a late trait never overwrites a newer one, field by field", async () => {
  const workspace = await createWorkspace({ mode: "live" });
  const at = (minutesAgo: number) => ({ occurredAt: Date.now() - minutesAgo * 60_000 });
  await ingestEvents(workspace.id, [identify("ada", { plan: "pro", email: "new@example.com" }, at(10))]);
  await ingestEvents(workspace.id, [identify("ada", { plan: "free", email: "old@example.com", city: "Rome" }, at(60))]);
  expect(await person(workspace.id, "ada")).toMatchObject({
    email: "new@example.com",
    attributes: { plan: "pro", city: "Rome" },
  });
  await ingestEvents(workspace.id, [identify("ada", { plan: null }, at(5)), identify("ada", { plan: "basic" }, at(7))]);
  expect((await person(workspace.id, "ada"))?.attributes).toEqual({ city: "Rome" });
});

test("a sender's clock in the future does not lock a field", async () => {
  const workspace = await createWorkspace({ mode: "live" });
  await ingestEvents(workspace.id, [identify("ada", { plan: "pro" }, { occurredAt: Date.now() + 86_400_000 })]);
  await ingestEvents(workspace.id, [identify("ada", { plan: "free" })]);
  expect((await person(workspace.id, "ada"))?.attributes).toEqual({ plan: "free" });
});

test("a hundred writers of the same unknown people make each once and lose no trait", async () => {
  const workspace = await createWorkspace();
  await Promise.all(
    Array.from({ length: 100 }, (_, i) =>
      ingestEvents(workspace.id, [
        identify(`p${i % 5}`, { [`t${i}`]: i }),
        identify(`p${(i + 1) % 5}`, { [`u${i}`]: i }),
      ]),
    ),
  );
  const people = await rows<{ attributes: object }>("select attributes from subscribers where workspace_id = $1", [
    workspace.id,
  ]);
  expect(people).toHaveLength(5);
  expect(people.reduce((sum, { attributes }) => sum + Object.keys(attributes).length, 0)).toBe(200);
});

test("an item that cannot be stored gets its own error and the others are stored", async () => {
  const workspace = await createWorkspace();
  const items = Array.from({ length: 20 }, (_, i) => track(`p${i}`, i === 13 ? "\u0000" : "fine"));
  items[7] = track("p7", "fine", { properties: { poison: "\u0000" } });
  const other = ingestEvents(workspace.id, [track("other", "fine")]);
  const result = await ingestEvents(workspace.id, items);
  expect(result.errors.map((e) => e.index)).toEqual([7, 13]);
  expect(result.accepted).toBe(18);
  expect((await other).accepted).toBe(1);
  expect(await eventCount(workspace.id)).toBe(19);
});

test("an event starts the journeys whose trigger lets the person in, with the traits that came along", async () => {
  const workspace = await createWorkspace();
  const trigger = (where: object) => ({
    nodes: [{ id: "start", type: "trigger.event", config: { event: "bought", where } as never }],
  });
  const big = await createLiveJourney(workspace.id, trigger({ path: "event.total", op: "greater_than", value: 100 }));
  const pro = await createLiveJourney(workspace.id, trigger({ path: "plan", op: "equals", value: "pro" }));
  const third = await createLiveJourney(
    workspace.id,
    trigger({ event: "bought", count: { op: "greater_or_equal", value: 2 } }),
  );
  await ingestEvents(workspace.id, [track("ada", "bought", { properties: { total: 150 }, traits: { plan: "pro" } })]);
  expect(await entered(big.journeyId)).toMatchObject([{ trigger: { event: "bought", properties: { total: 150 } } }]);
  expect(await entered(pro.journeyId)).toHaveLength(1);
  expect(await entered(third.journeyId)).toHaveLength(0);
  await ingestEvents(workspace.id, [track("ada", "bought", { properties: { total: 1 } })]);
  expect(await entered(third.journeyId)).toHaveLength(1);
  expect(await entered(big.journeyId)).toHaveLength(1);
});

test("of two events of one batch each sees the person as they were right after it", async () => {
  const workspace = await createWorkspace();
  const where = { path: "step", op: "equals", value: 1 };
  const journey = await createLiveJourney(
    workspace.id,
    { nodes: [{ id: "start", type: "trigger.event", config: { event: "stepped", where } as never }] },
    { reentry: { policy: "parallel" } },
  );
  await ingestEvents(
    workspace.id,
    [1, 2, 1].map((step) => track("ada", "stepped", { traits: { step } })),
  );
  expect(await entered(journey.journeyId)).toHaveLength(2);
});

test("a journey published between two events counts for the second", async () => {
  const workspace = await createWorkspace();
  await ingestEvents(workspace.id, [track("ada", "came")]);
  const journey = await createLiveJourney(workspace.id, {
    nodes: [{ id: "s", type: "trigger.event", config: { event: "came" } }],
  });
  await ingestEvents(workspace.id, [track("ada", "came")]);
  expect(await entered(journey.journeyId)).toHaveLength(1);
});

test("an attribute trigger asks for the change, from what and to what, and not for a repetition", async () => {
  const workspace = await createWorkspace();
  const on = (config: object) =>
    createLiveJourney(
      workspace.id,
      { nodes: [{ id: "s", type: "trigger.attribute_changed", config: config as never }] },
      { reentry: { policy: "parallel" } },
    );
  const any = await on({ attribute: "plan" });
  const upgrade = await on({ attribute: "plan", from: "free", to: "pro" });
  const city = await on({ attribute: "address.city" });
  for (const plan of ["free", "free", "pro", "free", "team"])
    await ingestEvents(workspace.id, [identify("ada", { plan })]);
  expect(await entered(any.journeyId)).toHaveLength(4);
  expect(await entered(upgrade.journeyId)).toMatchObject([
    { trigger: { properties: { attribute: "plan", from: "free", to: "pro" } } },
  ]);
  await ingestEvents(workspace.id, [
    identify("ada", { address: { city: "Rome" } }),
    identify("ada", { address: { city: "Rome", zip: 1 } }),
  ]);
  expect(await entered(city.journeyId)).toHaveLength(1);
});

test("an event wakes who waits for it, in order, and nobody else", async () => {
  const workspace = await createWorkspace({ mode: "live" });
  const { versionId } = await createLiveJourney(workspace.id, waitingGraph);
  const kind = await kindId(workspace.id, "order_placed");
  const [ada, bob] = [
    await createSubscriber(workspace.id, { externalId: "ada" }),
    await createSubscriber(workspace.id, { externalId: "bob" }),
  ];
  const [a, b] = [
    await waitFor(workspace, String(ada.id), versionId, kind),
    await waitFor(workspace, String(bob.id), versionId, kind),
  ];
  await ingestEvents(workspace.id, [
    track("ada", "order_placed", { properties: { n: 1 } }),
    track("ada", "something_else"),
    track("ada", "order_placed", { properties: { n: 2 } }),
  ]);
  expect(await sleeper(a)).toMatchObject({
    due: true,
    awaited: true,
    wake: [
      { by: "event", event: { event: "order_placed", properties: { n: 1 } } },
      { by: "event", event: { event: "order_placed", properties: { n: 2 } } },
    ],
  });
  expect(await sleeper(b)).toMatchObject({ due: false, wake: null });
});

test("a change of their data wakes who listens for it; a repetition does not", async () => {
  const workspace = await createWorkspace({ mode: "live" });
  const { versionId } = await createLiveJourney(workspace.id, waitingGraph);
  const ada = await createSubscriber(workspace.id, { externalId: "ada", attributes: { plan: "free" } });
  const run = await waitFor(workspace, String(ada.id), versionId, 0);
  await ingestEvents(workspace.id, [identify("ada", { plan: "free" })]);
  expect(await sleeper(run)).toMatchObject({ due: false, wake: null });
  await ingestEvents(workspace.id, [identify("ada", { plan: "pro" })]);
  expect(await sleeper(run)).toMatchObject({ due: true, wake: [{ by: "change" }] });
});

test("somebody parked by a pause keeps their place and remembers the event", async () => {
  const workspace = await createWorkspace({ mode: "live" });
  const { versionId } = await createLiveJourney(workspace.id, waitingGraph);
  const kind = await kindId(workspace.id, "order_placed");
  const ada = await createSubscriber(workspace.id, { externalId: "ada" });
  const run = await waitFor(workspace, String(ada.id), versionId, kind, "infinity", "2099-01-01T00:00:00Z");
  await ingestEvents(workspace.id, [track("ada", "order_placed")]);
  expect(await sleeper(run)).toMatchObject({ due_at: "infinity", held: true, wake: [{ by: "event" }] });
});

test("an event is not lost to somebody who is just arriving at the wait", async () => {
  const workspace = await createWorkspace({ mode: "live" });
  const { versionId } = await createLiveJourney(workspace.id, waitingGraph);
  const kind = await kindId(workspace.id, "order_placed");
  const ada = await createSubscriber(workspace.id, { externalId: "ada" });
  const walk = await pool().connect();
  // the walk holds the person's lock, and has not yet committed that they wait
  await walk.query("begin");
  await walk.query("select 1 from subscribers where id = $1 for no key update", [ada.id]);
  const shard = shardOf(workspace, String(ada.id));
  await walk.query(
    `insert into waiting (shard, id, workspace_id, version_id, subscriber_id, node, visit, locks, arrived_at, due_at)
     values ($1, 4711, $2, $3, $4, 1, 1, true, now(), '2099-01-01')`,
    [shard, workspace.id, versionId, ada.id],
  );
  await walk.query(
    "insert into awaited_events (subscriber_id, kind_id, enrollment_id, workspace_id, shard, due_at) values ($1, $2, 4711, $3, $4, '2099-01-01')",
    [ada.id, kind, workspace.id, shard],
  );
  const ingesting = ingestEvents(workspace.id, [track("ada", "order_placed")]);
  const blocked =
    "select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%for no key update%' and datname = current_database()";
  while ((await rows(blocked)).length === 0) await new Promise((resolve) => setImmediate(resolve));
  await walk.query("commit");
  walk.release();
  await ingesting;
  expect(await sleeper("4711")).toMatchObject({ due: true, wake: [{ by: "event" }] });
});

test("a waiting row that moves between being found and being taken is still woken", async () => {
  const workspace = await createWorkspace({ mode: "live" });
  const { versionId } = await createLiveJourney(workspace.id, waitingGraph);
  const kind = await kindId(workspace.id, "order_placed");
  const ada = await createSubscriber(workspace.id, { externalId: "ada" });
  const run = await waitFor(workspace, String(ada.id), versionId, kind);
  const mover = await pool().connect();
  await mover.query("begin");
  await mover.query(
    `with gone as (delete from waiting where id = $1 returning *) insert into waiting select (jsonb_populate_record(null::waiting, to_jsonb(gone) || '{"due_at":"2098-01-01"}')).* from gone`,
    [run],
  );
  await mover.query("update awaited_events set due_at = '2098-01-01' where enrollment_id = $1", [run]);
  const ingesting = ingestEvents(workspace.id, [track("ada", "order_placed")]);
  const blocked =
    "select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%delete from waiting%' and datname = current_database()";
  while ((await rows(blocked)).length === 0) await new Promise((resolve) => setImmediate(resolve));
  await mover.query("commit");
  mover.release();
  await ingesting;
  expect(await sleeper(run)).toMatchObject({ due: true, awaited: true, wake: [{ by: "event" }] });
});

test("what arrives is learned: names, properties by their paths, a short sample", async () => {
  const workspace = await createWorkspace();
  await ingestEvents(workspace.id, [
    track("ada", "bought", { properties: { total: 5, item: { sku: "x".repeat(500) }, tags: ["a"] } }),
    track("ada", "bought", { properties: Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`k${i}`, i])) }),
  ]);
  const [kind] = await rows<{ properties: Record<string, unknown> }>(
    "select properties from event_kinds where workspace_id = $1",
    [workspace.id],
  );
  expect(kind?.properties).toMatchObject({ total: 5, "item.sku": "x".repeat(100), tags: '["a"]' });
  expect(Object.keys(kind?.properties ?? {}).length).toBeLessThanOrEqual(60);
});

test("a workspace has at most 10,000 event names; events with known names are still stored", async () => {
  const workspace = await createWorkspace();
  await rows("insert into event_kinds (workspace_id, name) select $1, 'n' || g from generate_series(1, 9999) g", [
    workspace.id,
  ]);
  const result = await ingestEvents(workspace.id, [
    track("ada", "last_new"),
    track("ada", "one_too_many"),
    track("ada", "n5"),
  ]);
  const again = await ingestEvents(workspace.id, [
    track("ada", "two_too_many"),
    track("ada", "n6"),
    identify("ada", { a: 1 }),
  ]);
  expect(again).toMatchObject({ accepted: 2, errors: [{ index: 0 }] });
  expect(result.accepted).toBe(3); // the limit is looked at before a batch, not within it
});

test("a published version that cannot be read starts nobody and stops nobody else", async () => {
  const workspace = await createWorkspace();
  const broken = await createLiveJourney(workspace.id, {
    nodes: [{ id: "s", type: "trigger.event", config: { event: "came" } }],
  });
  await rows("update journey_versions set settings = '[]' where id = $1", [broken.versionId]);
  const sound = await createLiveJourney(workspace.id, {
    nodes: [{ id: "s", type: "trigger.event", config: { event: "came" } }],
  });
  expect(await ingestEvents(workspace.id, [track("ada", "came")])).toMatchObject({ accepted: 1, errors: [] });
  expect([await entered(broken.journeyId), (await entered(sound.journeyId)).length]).toEqual([[], 1]);
});
