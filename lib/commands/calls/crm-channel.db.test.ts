import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import type { JsonObject } from "@/lib/journey/json";
import { explainPerson } from "@/lib/queries/explain-person";
import { listMessages } from "@/lib/queries/list-messages";
import { readJourneyReport } from "@/lib/queries/read-journey-report";
import { createSubscriber } from "@/lib/testing/factories";
import { startFakeHubspot } from "@/lib/testing/fake-hubspot";
import { startFakeSalesforce } from "@/lib/testing/fake-salesforce";
import { driveJourneys, type Sketch } from "@/lib/testing/journey-driver";
import { createSendScene, readCounts, readSend, testDeliverEnvironment } from "@/lib/testing/send-scene";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { deliverDue } from "../deliver-messages";
import { publishJourney } from "../publish-journey";
import { removeCrmConnection } from "../remove-crm-connection";
import { connectCrm } from "../save-crm-connection";

setUpTestDatabase();

const TOKEN = "pat-eu1-the-token-4711";
let hubspot: Awaited<ReturnType<typeof startFakeHubspot>>;
beforeEach(async () => {
  hubspot = await startFakeHubspot({ token: TOKEN });
  process.env.HUBSPOT_API_URL = hubspot.url;
});
afterEach(async () => {
  delete process.env.HUBSPOT_API_URL;
  await hubspot.stop();
});

const principalOf = (workspaceId: number) => ({ kind: "key", keyId: "k", scope: "full", workspaceId }) as const;
const env = testDeliverEnvironment();

async function connected(
  workspaceId: number,
  kind = "hubspot",
  credentials: Record<string, string> = { access_token: TOKEN },
) {
  const saved = await connectCrm(principalOf(workspaceId), { kind, name: kind, credentials }, env);
  if (!saved.ok) throw new Error(JSON.stringify(saved));
  return saved.connection.id;
}

const settings = (connection_id: string) => ({
  connection_id,
  match: { property: "email", value: "{{ email }}" },
  fields: { firstname: "{{ first_name }}", score: "{{ score }}", lifecyclestage: "{{ no_such_thing }}" },
  read: { crm_score: "score", lifecycle_stage: "lifecyclestage" },
});

const sketch = (config: JsonObject): Sketch => ({
  nodes: [
    { id: "start", type: "trigger.event", config: { event: "signed_up" } },
    { id: "crm", type: "crm_upsert", config },
    { id: "saved", type: "add_tag", config: { tag: "in-crm" } },
    { id: "broken", type: "add_tag", config: { tag: "not-in-crm" } },
    { id: "day", type: "wait", config: { duration: "P1D" } },
  ],
  edges: ["start -> crm", "crm -> saved", "crm -error-> broken", "saved -> day", "broken -> day"],
});

describe("N20: a journey's CRM step", () => {
  test("writes the person's contact, brings fields back and goes on; the ledger, the report and “why” know it", async () => {
    const driver = await driveJourneys();
    await createSubscriber(driver.workspace.id, { externalId: "ada", firstName: "Ada", attributes: { score: 7 } });
    const journey = await driver.journey(sketch(settings(await connected(driver.workspace.id))));
    hubspot.requests.length = 0;
    await driver.ingest("ada", "signed_up");
    await driver.settle();
    expect([...hubspot.contacts.values()]).toEqual([
      { id: "101", properties: { email: "ada@example.com", firstname: "Ada", score: "7" } },
    ]);
    expect(await driver.path("ada")).toEqual(["start", "crm", "saved", "day"]);
    const { rows } = await pool().query(
      "select attributes, tags, lifecycle_stage from subscribers where workspace_id = $1",
      [driver.workspace.id],
    );
    expect(rows).toEqual([{ attributes: { score: 7, crm_score: 7 }, tags: ["in-crm"], lifecycle_stage: null }]);
    expect((await driver.runs("ada"))[0]?.run).toMatchObject({
      values: { crm: { id: "101", created: true, properties: { score: "7" } } },
    });
    expect((await listMessages(driver.workspace.id, { limit: 10 }))?.data).toMatchObject([
      { channel: "crm", status: "sent", provider: "hubspot", to: "ada@example.com", node_id: "crm", attempts: 1 },
    ]);
    const report = await readJourneyReport(driver.workspace.id, journey, {});
    expect(report).toMatchObject({ messages: { sent: 1 } });
    const explained = await explainPerson(driver.workspace.id, journey, { external_id: "ada", node_id: "crm" });
    expect(explained).toMatchObject({ ok: true, why: { got: true, code: "sent" } });
    const { rows: stored } = await pool().query("select * from sends");
    expect(JSON.stringify(stored)).not.toContain(TOKEN);
  });

  test("leaves by the error exit when the CRM says no, and “why” says what it said", async () => {
    const salesforce = await startFakeSalesforce({ clientId: "app", clientSecret: "secret" });
    try {
      const driver = await driveJourneys();
      await createSubscriber(driver.workspace.id, { externalId: "ada" });
      const credentials = { instance_url: salesforce.url, client_id: "app", client_secret: "secret" };
      const id = await connected(driver.workspace.id, "salesforce", credentials);
      const config = {
        connection_id: id,
        match: { property: "Email", value: "{{ email }}" },
        fields: { LastName: "{{ last_name }}" },
      };
      const journey = await driver.journey(sketch(config));
      await driver.ingest("ada", "signed_up");
      await driver.settle();
      expect(await driver.path("ada")).toEqual(["start", "crm", "broken", "day"]);
      const explained = await explainPerson(driver.workspace.id, journey, { external_id: "ada", node_id: "crm" });
      expect(explained).toMatchObject({ ok: true, why: { got: false, code: "failed" } });
      expect(JSON.stringify(explained)).toContain("REQUIRED_FIELD_MISSING");

      await createSubscriber(driver.workspace.id, { externalId: "bo" });
      await pool().query("update subscribers set last_name = 'Bo' where external_id = 'bo' and workspace_id = $1", [
        driver.workspace.id,
      ]);
      await driver.ingest("bo", "signed_up");
      await driver.settle();
      expect(await driver.path("bo")).toEqual(["start", "crm", "saved", "day"]);
      expect(salesforce.contacts).toMatchObject([{ Email: "bo@example.com", LastName: "Bo" }]);
    } finally {
      await salesforce.stop();
    }
  });

  test("somebody without a value to be found by leaves by the error exit and nothing is asked", async () => {
    const driver = await driveJourneys();
    await createSubscriber(driver.workspace.id, { externalId: "ada", email: null });
    await driver.journey(sketch(settings(await connected(driver.workspace.id))));
    hubspot.requests.length = 0;
    await driver.ingest("ada", "signed_up");
    await driver.settle();
    expect(await driver.path("ada")).toEqual(["start", "crm", "broken", "day"]);
    expect(hubspot.requests).toEqual([]);
  });

  test("in a dry run the contact is filled, kept and not written", async () => {
    const driver = await driveJourneys();
    await createSubscriber(driver.workspace.id, { externalId: "ada", firstName: "Ada" });
    const config = settings(await connected(driver.workspace.id));
    const journey = await driver.journey(sketch(config));
    await pool().query("update journeys set dry_run_since = now() where id = $1", [journey]);
    hubspot.requests.length = 0;
    await driver.ingest("ada", "signed_up");
    await driver.settle();
    expect(hubspot.requests).toEqual([]);
    const { rows } = await pool().query(
      "select status, reason, request->'properties' as properties from sends where workspace_id = $1",
      [driver.workspace.id],
    );
    expect(rows).toEqual([{ status: "skipped", reason: "dry_run", properties: { firstname: "Ada" } }]);
    expect(await driver.path("ada")).toEqual(["start", "crm", "saved", "day"]);
  });

  test("a journey cannot be published with a CRM that is not connected", async () => {
    const driver = await driveJourneys();
    const id = await connected(driver.workspace.id);
    const journey = await driver.journey(sketch(settings(id)));
    await removeCrmConnection(driver.principal, id);
    await pool().query("update journeys set name = 'again' where id = $1", [journey]);
    expect(await publishJourney(driver.principal, journey)).toMatchObject({
      ok: false,
      problems: expect.arrayContaining([
        expect.objectContaining({ code: "unknown_connection", node_id: "crm", field: "connection_id" }),
      ]),
    });
  });
});

/** A person of a live workspace who waits in a CRM step. */
async function waiting(make: (workspaceId: number) => Promise<string> = connected) {
  const scene = await createSendScene({ crm: {} });
  const connection_id = await make(scene.workspace.id);
  await pool().query("update journey_versions set graph = jsonb_set(graph, '{nodes,2,config}', $2) where id = $1", [
    scene.version.id,
    JSON.stringify(settings(connection_id)),
  ]);
  hubspot.requests.length = 0;
  const queue = async (visit: number) => {
    const person = await scene.enroll();
    return { ...person, id: await scene.queueSend(person, { channel: "crm", visit }) };
  };
  return { scene, connection_id, queue };
}
const perform = (shards: number[], msLater = 0) =>
  deliverDue([...new Set(shards)], 100, testDeliverEnvironment({ realNow: () => Date.now() + msLater }));

describe("N20: the ledger of CRM calls", () => {
  test("an attempt whose answer was lost is made again, and the contact is there once", async () => {
    const { queue } = await waiting();
    const { id, shard } = await queue(1);
    hubspot.answerNext(1, { status: 404, body: {} });
    hubspot.answerNext(1, { done_then_drop: true });
    await perform([shard]);
    expect(await readSend(id)).toMatchObject({
      status: "queued",
      attempt: 1,
      reason: expect.stringMatching(/^asked_again/),
    });
    expect(hubspot.contacts.size).toBe(1);
    await perform([shard], 60_000);
    expect(await readSend(id)).toMatchObject({ status: "sent", attempt: 2, provider: "hubspot" });
    expect(hubspot.contacts.size).toBe(1);
  });

  test("when it is too much for the CRM nobody asks until it allows, and being turned away is no attempt", async () => {
    const { scene, queue } = await waiting();
    const first = await queue(1);
    hubspot.limit(1, { "retry-after": "30" });
    await perform([first.shard]);
    expect(await readSend(first.id)).toMatchObject({
      status: "queued",
      attempt: 0,
      reason: expect.stringMatching(/^held/),
    });
    const asked = hubspot.requests.length;
    const others = [await queue(2), await queue(3)];
    const shards = [first, ...others].map(({ shard }) => shard);
    await perform(shards, 10_000);
    expect(hubspot.requests).toHaveLength(asked);
    for (const { id } of others) expect(await readSend(id)).toMatchObject({ status: "queued", attempt: 0 });
    await perform(shards, 90_000);
    for (const { id } of [first, ...others]) expect(await readSend(id)).toMatchObject({ status: "sent", attempt: 1 });
    expect(hubspot.contacts.size).toBe(3);
    expect(await readCounts(scene.version.id)).toEqual({ sent: 3 });
  });

  test("a token that was withdrawn is told on the connection, until it works again", async () => {
    const { connection_id, queue } = await waiting();
    const problem = async () =>
      (await pool().query("select problem from crm_connections where id = $1", [connection_id])).rows[0].problem;
    const first = await queue(1);
    hubspot.answerNext(1, { status: 401, body: { category: "EXPIRED_AUTHENTICATION", message: "The token expired" } });
    await perform([first.shard]);
    expect(await readSend(first.id)).toMatchObject({
      status: "failed",
      reason: expect.stringContaining("The token expired"),
    });
    expect(await problem()).toContain("The token expired");
    const second = await queue(2);
    await perform([second.shard]);
    expect(await readSend(second.id)).toMatchObject({ status: "sent" });
    expect(await problem()).toBeNull();
  });

  test("another workspace's connection is nobody's, a removed one too", async () => {
    const other = await createSendScene();
    const theirs = await waiting(() => connected(other.workspace.id));
    const foreign = await theirs.queue(1);
    await perform([foreign.shard]);
    expect(await readSend(foreign.id)).toMatchObject({
      status: "failed",
      reason: expect.stringMatching(/not connected/),
    });

    const own = await waiting();
    const { id, shard } = await own.queue(1);
    await removeCrmConnection(principalOf(own.scene.workspace.id), own.connection_id);
    await perform([shard]);
    expect(await readSend(id)).toMatchObject({ status: "failed", reason: expect.stringMatching(/not connected/) });
    expect(hubspot.requests).toEqual([]);
    const { rows } = await pool().query("select sealed from crm_connections where id = $1", [own.connection_id]);
    expect(rows).toEqual([{ sealed: "" }]);
  });

  test("credentials stand sealed in the database and in no log", async () => {
    const { scene } = await waiting();
    const { rows } = await pool().query("select * from crm_connections");
    const { rows: log } = await pool().query("select * from audit_log where workspace_id = $1", [scene.workspace.id]);
    expect(JSON.stringify([rows, log])).not.toContain(TOKEN);
    expect(log).toMatchObject([{ action: "crm.connected" }]);
  });
});
