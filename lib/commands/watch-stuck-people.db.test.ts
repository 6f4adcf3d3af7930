import { describe, expect, it } from "vitest";
import type { HandOver } from "@/lib/channels/provider";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { LIVE_SHARDS } from "@/lib/db/shard";
import { listStuck } from "@/lib/queries/list-stuck";
import { readEnrollment } from "@/lib/queries/read-enrollment";
import { readJourneyCounts } from "@/lib/queries/read-journey-counts";
import { createSubscriber } from "@/lib/testing/factories";
import { driveJourneys, type JourneyDriver, type Sketch } from "@/lib/testing/journey-driver";
import { createLiveJourney } from "@/lib/testing/live-journey";
import { testDeliverEnvironment } from "@/lib/testing/send-scene";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { deliverDue } from "./deliver-messages";
import { exitWaiting } from "./exit-waiting";
import { requeueQuarantined } from "./requeue-quarantined";
import { settleSend } from "./settle-send";
import { walkShard } from "./walk-shard";
import { watchStuckPeople } from "./watch-stuck-people";

setUpTestDatabase();

const start = { id: "start", type: "trigger.event", config: { event: "signed_up" } };
const copying: Sketch = {
  nodes: [
    start,
    { id: "day", type: "wait", config: { duration: "P1D" } },
    { id: "copy", type: "update_attributes", config: { set: { copy: "{{ event.name }}" } } },
    { id: "hello", type: "email", config: { subject: "Hello", body: "Hello" } },
    { id: "rest", type: "wait", config: { duration: "P9D" } },
  ],
  edges: ["start -> day", "day -> copy", "copy -> hello", "hello -> rest"],
};

async function found(driver: JourneyDriver, journey: string) {
  await watchStuckPeople();
  const groups = await listStuck(driver.workspace.id, journey);
  return (groups ?? []).map(({ kind, node_id, people, detail }) => ({ kind, node_id, people, detail }));
}

const waitingAt = async (driver: JourneyDriver, journey: string, node: string) => {
  const counts = await readJourneyCounts(driver.workspace.id, journey, {});
  return typeof counts === "object" ? counts.nodes[node] : undefined;
};

/** Ada and Bob have waited a day; the database refuses what the next step writes about Ada. */
async function quarantined() {
  const driver = await driveJourneys();
  const journey = await driver.journey(copying);
  for (const who of ["ada", "bob"])
    await driver.event(who, "signed_up", { name: who }, { email: `${who}@example.com` });
  const name = `refused_${driver.workspace.id}`;
  await pool().query(
    `alter table subscribers add constraint ${name} check (workspace_id <> ${driver.workspace.id} or attributes->>'copy' <> 'ada')`,
  );
  await driver.advance("P1D");
  await driver.advance("PT11M");
  await pool().query(`alter table subscribers drop constraint ${name}`);
  const [run] = await driver.runs("ada");
  return { driver, journey, run: run?.id ?? "" };
}

describe("a quarantined person", () => {
  it("is found with the step and the error, and gone from the list once walked again", async () => {
    const { driver, journey } = await quarantined();
    const [group] = await found(driver, journey);
    expect(group).toMatchObject({ kind: "quarantined", node_id: "day", people: 1 });
    expect(group?.detail).toContain("refused");
    await requeueQuarantined(driver.principal, { journeyId: journey });
    await driver.settle();
    expect(await found(driver, journey)).toEqual([]);
  });

  it("goes on from exactly where they stood: nothing is done twice, counters stay exact, the wait is not begun anew", async () => {
    const { driver, journey, run } = await quarantined();
    expect(await requeueQuarantined(driver.principal, { enrollmentId: run })).toEqual({ requeued: 1, left_out: 0 });
    expect(await waitingAt(driver, journey, "day")).toMatchObject({ waiting: 1, failed: 0 });
    await driver.settle();
    expect(await driver.path("ada")).toEqual(["start", "day", "copy", "hello", "rest"]);
    expect(await driver.messages("ada")).toMatchObject([{ subject: "Hello", status: "sent" }]);
    expect(await waitingAt(driver, journey, "day")).toMatchObject({
      entered: 2,
      waiting: 0,
      left: { next: 2 },
      failed: 0,
    });
    expect(await readEnrollment(driver.workspace.id, run)).toMatchObject({ state: "active", node_id: "rest" });
  });

  it("is put back once, however many ask", async () => {
    const { driver, run } = await quarantined();
    const asked = await Promise.all([1, 2, 3].map(() => requeueQuarantined(driver.principal, { enrollmentId: run })));
    expect(asked.reduce((sum, { requeued }) => sum + requeued, 0)).toBe(1);
    const { rows } = await pool().query("select count(*)::int as n from waiting where id = $1", [run]);
    expect(rows).toEqual([{ n: 1 }]);
  });

  it("whom the journey let in again since is not put in twice", async () => {
    const driver = await driveJourneys();
    const { journeyId } = await createLiveJourney(driver.workspace.id, {
      nodes: [
        start,
        { id: "a", type: "add_tag", config: { tag: "a" } },
        { id: "b", type: "branch", config: { condition: { tag: "rescued" } } },
        { id: "rest", type: "wait", config: { duration: "P9D" } },
      ],
      edges: [
        { from: "start", port: "next", to: "a" },
        { from: "a", port: "next", to: "b" },
        { from: "b", port: "no", to: "a" },
        { from: "b", port: "yes", to: "rest" },
      ],
    });
    await driver.event("ada", "signed_up");
    const [failed] = await driver.runs("ada");
    expect(failed?.state).toBe("failed");
    await prisma().subscriber.updateMany({ where: { externalId: "ada" }, data: { tags: ["rescued"] } });
    await driver.event("ada", "signed_up");
    expect((await driver.runs("ada")).map(({ state }) => state)).toEqual(["failed", "active"]);
    expect(await requeueQuarantined(driver.principal, { journeyId })).toEqual({ requeued: 0, left_out: 1 });
  });

  it("whose runs have failed one after the other is put back once, the first of them, and keeps nobody else out", async () => {
    const driver = await driveJourneys();
    const { journeyId } = await createLiveJourney(driver.workspace.id, {
      nodes: [
        start,
        { id: "a", type: "add_tag", config: { tag: "a" } },
        { id: "b", type: "branch", config: { condition: { tag: "rescued" } } },
        { id: "rest", type: "wait", config: { duration: "P9D" } },
      ],
      edges: [
        { from: "start", port: "next", to: "a" },
        { from: "a", port: "next", to: "b" },
        { from: "b", port: "no", to: "a" },
        { from: "b", port: "yes", to: "rest" },
      ],
    });
    await driver.event("ada", "signed_up");
    await driver.event("ada", "signed_up");
    expect((await driver.runs("ada")).map(({ state }) => state)).toEqual(["failed", "failed"]);
    await prisma().subscriber.updateMany({ where: { externalId: "ada" }, data: { tags: ["rescued"] } });
    expect(await requeueQuarantined(driver.principal, { journeyId })).toEqual({ requeued: 1, left_out: 1 });
    await driver.settle();
    expect((await driver.runs("ada")).map(({ state }) => state)).toEqual(["active", "failed"]);
    // she does not stand before Bob
    await driver.event("bob", "signed_up");
    await prisma().subscriber.updateMany({ where: { externalId: "bob" }, data: { tags: ["rescued"] } });
    expect(await requeueQuarantined(driver.principal, { journeyId }, 1)).toEqual({ requeued: 1, left_out: 0 });
  });

  it("who walked in circles goes on where they were stopped", async () => {
    const driver = await driveJourneys();
    const { journeyId } = await createLiveJourney(driver.workspace.id, {
      nodes: [
        start,
        { id: "a", type: "add_tag", config: { tag: "a" } },
        { id: "b", type: "branch", config: { condition: { tag: "rescued" } } },
        { id: "rest", type: "wait", config: { duration: "P9D" } },
      ],
      edges: [
        { from: "start", port: "next", to: "a" },
        { from: "a", port: "next", to: "b" },
        { from: "b", port: "no", to: "a" },
        { from: "b", port: "yes", to: "rest" },
      ],
    });
    await driver.event("ada", "signed_up");
    await prisma().subscriber.updateMany({ where: { externalId: "ada" }, data: { tags: ["rescued"] } });
    await requeueQuarantined(driver.principal, { journeyId });
    await driver.settle();
    expect((await driver.path("ada")).at(-1)).toBe("rest");
    for (const node of ["a", "b"])
      expect(await waitingAt(driver, journeyId, node)).toMatchObject({ waiting: 0, failed: 0 });
    expect(await waitingAt(driver, journeyId, "rest")).toMatchObject({ waiting: 1 });
  });
});

describe("people who wait for what cannot happen", () => {
  const endless: Sketch = {
    nodes: [
      start,
      { id: "forever", type: "wait_for_event", config: { events: [{ event: "never_sent", port: "done" }] } },
    ],
    edges: ["start -> forever"],
  };

  it("are found, until the event is seen, and can be taken out", async () => {
    const driver = await driveJourneys();
    const journey = await driver.journey(endless);
    for (const who of ["ada", "bob", "eve"]) await driver.event(who, "signed_up");
    expect(await found(driver, journey)).toEqual([
      {
        kind: "never",
        node_id: "forever",
        people: 3,
        detail: "waits without a limit for “never_sent”, which has never been seen",
      },
    ]);
    expect(await exitWaiting(driver.principal, journey, "forever")).toEqual({ exited: 3, more: false });
    expect(await found(driver, journey)).toEqual([]);
  });

  it("are no longer told once such an event has come", async () => {
    const driver = await driveJourneys();
    const journey = await driver.journey(endless);
    await driver.event("ada", "signed_up");
    await driver.event("bob", "never_sent");
    expect(await found(driver, journey)).toEqual([]);
  });
});

describe("people who are due", () => {
  it("for more than two minutes and whom nobody walks are found, and those who are due just now are not", async () => {
    const driver = await driveJourneys({ mode: "live" });
    const journey = await driver.journey(copying);
    await driver.ingest("ada", "signed_up");
    await driver.ingest("bob", "signed_up");
    expect(await found(driver, journey)).toEqual([]);
    await pool().query("update waiting set due_at = now() - interval '3 minutes' where subscriber_id = $1", [
      await driver.subscriberId("ada"),
    ]);
    expect(await found(driver, journey)).toMatchObject([{ kind: "overdue", node_id: "start", people: 1 }]);
  });

  it("are not stuck while the sample shop lives through its weeks", async () => {
    const driver = await driveJourneys();
    const journey = await driver.journey(copying);
    await driver.ingest("ada", "signed_up");
    await pool().query("update waiting set due_at = due_at - interval '3 minutes' where workspace_id = $1", [
      driver.workspace.id,
    ]);
    const inState = async (state: string) => {
      await pool().query("update workspaces set sample_state = $2 where id = $1", [driver.workspace.id, state]);
      return found(driver, journey);
    };
    expect(await inState("preparing")).toEqual([]);
    expect(await inState("ready")).toMatchObject([{ kind: "overdue", node_id: "start", people: 1 }]);
  });
});

describe("a mail", () => {
  const handedOver = async (handOver: HandOver) => {
    const driver = await driveJourneys({ mode: "live" });
    await createSubscriber(driver.workspace.id, { externalId: "ada" });
    const journey = await driver.journey({
      nodes: [start, { id: "hello", type: "email", config: { subject: "Hello", body: "Hello" } }],
      edges: ["start -> hello"],
    });
    await driver.ingest("ada", "signed_up");
    const provider = { name: "smtp" as const, idempotent: false, send: async () => handOver };
    for (let shard = 0; shard < LIVE_SHARDS; shard++) {
      await walkShard(shard);
      await deliverDue([shard], 10, testDeliverEnvironment({ providers: { forMode: () => provider } }));
    }
    const { rows } = await pool().query<{ id: string }>("select id from sends where workspace_id = $1", [
      driver.workspace.id,
    ]);
    return { driver, journey, id: rows[0]?.id ?? "" };
  };

  it("of which nobody knows is found and can be called sent, once", async () => {
    const { driver, journey, id } = await handedOver({ kind: "uncertain", reason: "reset" });
    expect(await found(driver, journey)).toMatchObject([{ kind: "uncertain", node_id: "hello", people: 1 }]);
    expect(await settleSend(driver.principal, id, "sent")).toEqual({ ok: true });
    expect(await settleSend(driver.principal, id, "sent")).toEqual({ ok: false, reason: "wrong_status" });
    expect(await found(driver, journey)).toEqual([]);
    const audit = await prisma().auditEntry.findFirst({ where: { target: id } });
    expect(audit).toMatchObject({ action: "message.settled", data: { as: "sent" } });
  });

  it("that failed can be sent again, is sent once and counts as no failure any more", async () => {
    const { driver, journey, id } = await handedOver({ kind: "refused", permanent: true, reason: "550" });
    expect(await found(driver, journey)).toMatchObject([{ kind: "failed", people: 1 }]);
    expect(await settleSend(driver.principal, id, "sent")).toEqual({ ok: false, reason: "wrong_status" });
    expect(await settleSend(driver.principal, id, "again")).toEqual({ ok: true });
    await driver.settle();
    expect(await driver.messages("ada")).toMatchObject([{ status: "sent", subject: "Hello" }]);
    expect(await waitingAt(driver, journey, "hello")).toMatchObject({ failed: 0 });
    expect(await found(driver, journey)).toEqual([]);
  });

  it("of another workspace is not there", async () => {
    const { id } = await handedOver({ kind: "uncertain", reason: "reset" });
    const other = await driveJourneys();
    expect(await settleSend(other.principal, id, "sent")).toEqual({ ok: false, reason: "not_found" });
  });
});
