import { expect, test } from "vitest";
import { MARK_DIRTY } from "@/lib/db/ingest.sql";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import type { Condition } from "@/lib/journey/condition";
import { createSubscriber, createWorkspace } from "@/lib/testing/factories";
import { createLiveJourney } from "@/lib/testing/live-journey";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { createSegment as createNewSegment } from "./create-segment";
import { ingestEvents } from "./ingest-events";
import { drainSegments } from "./refresh-segments";
import { refreshTimedSegments, sweepTimedSegments } from "./refresh-timed-segments";
import { MARK_ALL_DIRTY, updateSegment } from "./update-segment";
import { upsertSubscriber } from "./upsert-subscriber";

setUpTestDatabase();

async function createSegment(workspaceId: number, name: string, condition: Condition) {
  const segment = await prisma().segment.create({ data: { workspaceId, name, condition: condition as never } });
  await prisma().workspace.update({ where: { id: workspaceId }, data: { triggerEpoch: { increment: 1 } } });
  await pool().query(MARK_ALL_DIRTY, [workspaceId]);
  await drainSegments(10_000);
  return segment.id;
}
const members = async (segmentId: string) =>
  (
    await pool().query<{ external_id: string }>(
      "select s.external_id from segment_members m join subscribers s on s.id = m.subscriber_id where m.segment_id = $1 order by 1",
      [segmentId],
    )
  ).rows.map((row) => row.external_id);

const pro: Condition = { path: "plan", op: "equals", value: "pro" };

test("a new segment finds its members, and a changed one loses and gains", async () => {
  const workspace = await createWorkspace();
  for (const [externalId, plan] of [
    ["ada", "pro"],
    ["bob", "free"],
    ["cyd", "pro"],
  ] as const)
    await createSubscriber(workspace.id, { externalId, attributes: { plan } });
  const id = await createSegment(workspace.id, "Pro", pro);
  expect(await members(id)).toEqual(["ada", "cyd"]);
  await prisma().segment.update({ where: { id }, data: { condition: { path: "plan", op: "equals", value: "free" } } });
  await prisma().workspace.update({ where: { id: workspace.id }, data: { triggerEpoch: { increment: 1 } } });
  await pool().query(MARK_ALL_DIRTY, [workspace.id]);
  expect(await drainSegments(10_000)).toEqual({ looked: 3, left: 0 });
  expect(await members(id)).toEqual(["bob"]);
});

test("people come and go as their data and events change, and nobody else's membership moves", async () => {
  const [workspace, other] = [await createWorkspace(), await createWorkspace()];
  const id = await createSegment(workspace.id, "Buyers", {
    all: [pro, { event: "bought", count: { op: "greater_or_equal", value: 2 } }],
  });
  const foreign = await createSegment(other.id, "Buyers", pro);
  const bought = { kind: "track", externalId: "ada", event: "bought", properties: {} } as const;
  await ingestEvents(workspace.id, [{ ...bought, traits: { plan: "pro" } }]);
  await drainSegments(100);
  expect(await members(id)).toEqual([]);
  await ingestEvents(workspace.id, [bought]);
  await drainSegments(100);
  expect(await members(id)).toEqual(["ada"]);
  await upsertSubscriber(workspace.id, "ada", { attributes: { plan: "free" } });
  await drainSegments(100);
  expect(await members(id)).toEqual([]);
  expect(await members(foreign)).toEqual([]);
});

test("an event that no segment asks for has nobody looked at again", async () => {
  const workspace = await createWorkspace();
  await createSegment(workspace.id, "Pro", pro);
  await createSubscriber(workspace.id, { externalId: "ada" });
  await ingestEvents(workspace.id, [{ kind: "track", externalId: "ada", event: "scrolled", properties: {} }]);
  expect(await drainSegments(100)).toEqual({ looked: 0, left: 0 });
});

test("whoever enters a segment starts its journeys once, and again after having left", async () => {
  const workspace = await createWorkspace();
  const id = await createSegment(workspace.id, "Pro", pro);
  const { journeyId } = await createLiveJourney(
    workspace.id,
    { nodes: [{ id: "s", type: "trigger.segment_entered", config: { segment_id: id } }] },
    { reentry: { policy: "parallel" } },
  );
  for (const plan of ["pro", "pro", "free", "pro"]) {
    await upsertSubscriber(workspace.id, "ada", { attributes: { plan, touched: Math.random() } });
    await drainSegments(100);
  }
  const { rows } = await pool().query("select trigger from enrollments where journey_id = $1", [journeyId]);
  expect(rows.map((row) => row.trigger)).toMatchObject([
    { node: "s", properties: { segment_id: id } },
    { properties: { segment_id: id } },
  ]);
});

test("a segment of a segment follows it", async () => {
  const workspace = await createWorkspace();
  const later = await prisma().segment.create({ data: { workspaceId: workspace.id, name: "base", condition: pro } });
  const outer = await createSegment(workspace.id, "Outer", { segment_id: later.id });
  await upsertSubscriber(workspace.id, "ada", { attributes: { plan: "pro" } });
  await drainSegments(100);
  expect([await members(later.id), await members(outer)]).toEqual([["ada"], ["ada"]]);
});

test("time alone moves people: after the clock moved, and in the sweep", async () => {
  const workspace = await createWorkspace({ startAt: "2026-05-01T00:00:00Z" });
  const id = await createSegment(workspace.id, "Recent", { event: "seen", within: "P7D" });
  await ingestEvents(workspace.id, [{ kind: "track", externalId: "ada", event: "seen", properties: {} }]);
  await drainSegments(100);
  expect(await members(id)).toEqual(["ada"]);
  const advance = (days: number) =>
    pool().query("update workspaces set clock_offset_ms = clock_offset_ms + $2 where id = $1", [
      workspace.id,
      days * 86_400_000,
    ]);
  await advance(6);
  expect(await refreshTimedSegments(workspace.id)).toBe(0);
  await advance(2);
  expect(await refreshTimedSegments(workspace.id)).toBe(1);
  await drainSegments(100);
  expect(await members(id)).toEqual([]);
  await ingestEvents(workspace.id, [{ kind: "track", externalId: "ada", event: "seen", properties: {} }]);
  await drainSegments(100);
  await advance(8);
  await sweepTimedSegments(Date.now());
  await drainSegments(100);
  expect(await members(id)).toEqual([]);
});

test("somebody held by another transaction is passed over and stays in the list", async () => {
  const workspace = await createWorkspace();
  const id = await createSegment(workspace.id, "Pro", pro);
  for (const externalId of ["ada", "bob"])
    await upsertSubscriber(workspace.id, externalId, { attributes: { plan: "pro" } });
  const holder = await pool().connect();
  await holder.query("begin");
  await holder.query("select 1 from subscribers where workspace_id = $1 and external_id = 'ada' for no key update", [
    workspace.id,
  ]);
  expect(await drainSegments(100)).toEqual({ looked: 1, left: 1 });
  expect(await members(id)).toEqual(["bob"]);
  await holder.query("rollback");
  holder.release();
  expect(await drainSegments(100)).toEqual({ looked: 1, left: 0 });
  expect(await members(id)).toEqual(["ada", "bob"]);
});

test("many drains side by side move everybody exactly once", async () => {
  const workspace = await createWorkspace();
  const id = await createSegment(workspace.id, "Pro", pro);
  const { journeyId } = await createLiveJourney(
    workspace.id,
    { nodes: [{ id: "s", type: "trigger.segment_entered", config: { segment_id: id } }] },
    { reentry: { policy: "parallel" } },
  );
  await ingestEvents(
    workspace.id,
    Array.from({ length: 900 }, (_, i) => ({
      kind: "identify",
      externalId: `p${i}`,
      traits: { plan: i % 3 ? "pro" : "free" },
    })),
  );
  const drained = await Promise.all(Array.from({ length: 4 }, () => drainSegments(10_000)));
  expect(drained.reduce((sum, { looked }) => sum + looked, 0)).toBe(900);
  expect(await members(id)).toHaveLength(600);
  const { rows } = await pool().query("select count(*)::int as n from enrollments where journey_id = $1", [journeyId]);
  expect(rows[0].n).toBe(600);
});

/** Resolves when so many sessions wait for a lock, or when `done` has. */
async function untilWaiting(sessions: number, done: Promise<unknown>): Promise<void> {
  let over = false;
  void done.finally(() => {
    over = true;
  });
  for (let waiting = 0; !over && waiting < sessions; ) {
    const { rows } = await pool().query<{ n: number }>(
      "select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    waiting = rows[0]?.n ?? 0;
  }
}

test("who is in the list already is not looked at before an event that puts them there again is committed", async () => {
  const workspace = await createWorkspace();
  const id = await createSegment(workspace.id, "Buyers", { event: "bought" });
  const seen = { kind: "track", externalId: "ada", properties: {} } as const;
  await ingestEvents(workspace.id, [{ ...seen, event: "bought" }]);
  await drainSegments(100);
  await pool().query("delete from events where workspace_id = $1", [workspace.id]);
  const kinds = await pool().query("select id from event_kinds where workspace_id = $1 and name = 'bought'", [
    workspace.id,
  ]);
  const ada = await prisma().subscriber.findFirstOrThrow({ where: { workspaceId: workspace.id, externalId: "ada" } });
  await pool().query(MARK_DIRTY, [workspace.id, [String(ada.id)], [0]]);
  await drainSegments(100);
  expect(await members(id)).toEqual([]);
  await pool().query(MARK_DIRTY, [workspace.id, [String(ada.id)], [0]]);
  // A flush that has stored her event and marked her, and has not committed yet.
  const flush = await pool().connect();
  await flush.query("begin");
  await flush.query(
    `insert into events (workspace_id, subscriber_id, kind_id, id, occurred_at, received_at, properties)
     values ($1, $2, $3, gen_random_uuid(), now(), now(), '{}')`,
    [workspace.id, String(ada.id), kinds.rows[0].id],
  );
  await flush.query(MARK_DIRTY, [workspace.id, [String(ada.id)], [0]]);
  await drainSegments(100);
  await flush.query("commit");
  flush.release();
  await drainSegments(100);
  expect(await members(id)).toEqual(["ada"]);
});

test("nobody is looked at by a condition that changes meanwhile and not again by the new one", async () => {
  const workspace = await createWorkspace();
  const id = await createSegment(workspace.id, "Pro", pro);
  const principal = { kind: "key", keyId: "k", scope: "full", workspaceId: workspace.id } as const;
  await upsertSubscriber(workspace.id, "ada", { attributes: { plan: "free" } });
  // A drain that reads the rules anew stops with the old ones in its hands: after the segments it looks for patterns.
  const opens = { kind: "count", events: [{ event: "email_opened", min: 3, within: "P7D" }] };
  await createLiveJourney(workspace.id, { nodes: [{ id: "s", type: "trigger.pattern", config: opens }] });
  const holder = await pool().connect();
  await holder.query("begin; lock table patterns in access exclusive mode");
  const drain = drainSegments(100);
  await untilWaiting(1, drain);
  const condition: Condition = { path: "plan", op: "equals", value: "free" };
  const update = updateSegment(principal, id, { condition }, "any");
  await untilWaiting(2, update);
  await holder.query("commit");
  holder.release();
  expect([(await update).ok, (await drain).failure]).toEqual([true, undefined]);
  await drainSegments(100);
  expect(await members(id)).toEqual(["ada"]);
});

test("whoever stops fitting while a new segment is being filled is no member of it", async () => {
  const workspace = await createWorkspace();
  for (const externalId of ["ada", "bob"])
    await upsertSubscriber(workspace.id, externalId, { attributes: { plan: "pro" } });
  // Filling stops in the middle: it has read who fits and not committed them.
  const holder = await pool().connect();
  await holder.query("select pg_advisory_lock(4711)");
  await pool().query(`
    create function stop() returns trigger language plpgsql as 'begin perform pg_advisory_xact_lock(4711); return new; end';
    create trigger stop before insert on segment_members for each row execute function stop()`);
  const principal = { kind: "key", keyId: "k", scope: "full", workspaceId: workspace.id } as const;
  const creating = createNewSegment(principal, { name: "Pro", description: "", condition: pro });
  await untilWaiting(1, creating);
  await upsertSubscriber(workspace.id, "ada", { attributes: { plan: "free" } });
  await drainSegments(100);
  await holder.query("select pg_advisory_unlock(4711)");
  holder.release();
  const created = await creating;
  await pool().query("drop trigger stop on segment_members");
  await drainSegments(100);
  expect(await members(created.ok ? created.id : "")).toEqual(["bob"]);
});

test("a workspace whose segments fail keeps no other workspace waiting", async () => {
  const [broken, fine] = [await createWorkspace(), await createWorkspace()];
  const [ofBroken, ofFine] = [await createSegment(broken.id, "Pro", pro), await createSegment(fine.id, "Pro", pro)];
  await pool().query(`alter table segment_members add constraint broken check (workspace_id <> ${broken.id})`);
  for (const { id } of [broken, fine]) await upsertSubscriber(id, "ada", { attributes: { plan: "pro" } });
  const { looked, failure } = await drainSegments(100);
  expect([looked, String(failure?.error)]).toEqual([1, expect.stringContaining("broken")]);
  expect(await members(ofFine)).toEqual(["ada"]);
  await pool().query("alter table segment_members drop constraint broken");
  await drainSegments(100);
  expect(await members(ofBroken)).toEqual(["ada"]);
});
