import { expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { runTransaction } from "@/lib/db/run-transaction";
import type { JsonObject } from "@/lib/journey/json";
import { driveJourneys, type JourneyDriver, type Sketch } from "@/lib/testing/journey-driver";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { addSuppression } from "./add-suppression";
import { createSegment } from "./create-segment";
import { enrollSubscriber } from "./enroll-subscriber";
import { ingestEvents } from "./ingest-events";
import { readIngestWorkspace } from "./ingest-workspace";
import { drainSegments } from "./refresh-segments";
import { startRuns } from "./start-runs";

setUpTestDatabase();

/** A journey of one trigger that people stay in for a day. */
const by = (type: string, config: JsonObject, settings: JsonObject = { reentry: { policy: "parallel" } }): Sketch => ({
  nodes: [
    { id: "start", type, config },
    { id: "day", type: "wait", config: { duration: "P1D" } },
  ],
  edges: ["start -> day"],
  settings,
});

const entered = async (journeyId: string) =>
  (
    await pool().query<{ who: string }>(
      `select s.external_id as who from enrollments e join subscribers s on s.id = e.subscriber_id
       where e.journey_id = $1 order by e.id`,
      [journeyId],
    )
  ).rows.map(({ who }) => who);

const refused = async (journeyId: string) =>
  (
    await pool().query<{ line: string }>(
      `select s.external_id || ' ' || r.reason as line from entry_refusals r join subscribers s on s.id = r.subscriber_id
       where r.journey_id = $1 order by 1`,
      [journeyId],
    )
  ).rows.map(({ line }) => line);

async function proSegment(driver: JourneyDriver): Promise<string> {
  const condition = { path: "plan", op: "equals", value: "pro" } as const;
  const made = await createSegment(driver.principal, { name: "Pro", description: "", condition });
  if (!made.ok) throw new Error(made.reason);
  return made.id;
}

const identify = (driver: JourneyDriver, externalId: string, traits: JsonObject) =>
  ingestEvents(driver.workspace.id, [{ kind: "identify", externalId, traits }]);

test("T1 T3 an event enters whom its properties and the person let in, page views by their address included", async () => {
  const driver = await driveJourneys();
  const where = {
    all: [
      { path: "event.url", op: "contains", value: "/pricing" },
      { path: "plan", op: "equals", value: "free" },
    ],
  };
  const journey = await driver.journey(by("trigger.event", { event: "page_viewed", where }));
  await driver.ingest("ada", "page_viewed", { url: "https://shop.example.com/pricing" }, { plan: "free" });
  await driver.ingest("bob", "page_viewed", { url: "https://shop.example.com/pricing" }, { plan: "pro" });
  await driver.ingest("cyn", "page_viewed", { url: "https://shop.example.com/help" }, { plan: "free" });
  expect(await entered(journey)).toEqual(["ada"]);
  expect(await refused(journey)).toEqual(["bob trigger_filter", "cyn trigger_filter"]);
});

test("T14 a source can be required, by the event's context or its property", async () => {
  const driver = await driveJourneys();
  const journey = await driver.journey(by("trigger.event", { event: "lead_made", source: "salesforce" }));
  const item = (externalId: string, context: JsonObject, properties: JsonObject = {}) =>
    ({ kind: "track", externalId, event: "lead_made", properties, context }) as const;
  await ingestEvents(driver.workspace.id, [
    item("ada", { source: "salesforce" }),
    item("bob", { source: "website" }),
    item("cyn", {}, { source: "salesforce" }),
    item("dan", {}),
  ]);
  expect(await entered(journey)).toEqual(["ada", "cyn"]);
});

test("T10 an attribute's change enters, from and to, by ingestion and by another journey's step", async () => {
  const driver = await driveJourneys();
  const journey = await driver.journey(by("trigger.attribute_changed", { attribute: "plan", from: "free", to: "pro" }));
  await driver.journey({
    nodes: [
      { id: "start", type: "trigger.event", config: { event: "upgraded" } },
      { id: "set", type: "update_attributes", config: { set: { plan: "pro" } } },
    ],
    edges: ["start -> set"],
  });
  for (const plan of ["free", "team", "pro"]) await identify(driver, "ada", { plan });
  for (const plan of ["free", "pro"]) await identify(driver, "bob", { plan });
  await driver.event("cyn", "upgraded", {}, { plan: "free" });
  expect(await entered(journey)).toEqual(["bob", "cyn"]);
});

test("T12 a segment entered and a segment left are two ways in, from the membership as it moves", async () => {
  const driver = await driveJourneys();
  const segment_id = await proSegment(driver);
  const came = await driver.journey(by("trigger.segment_entered", { segment_id }));
  const went = await driver.journey(by("trigger.segment_left", { segment_id }));
  for (const plan of ["pro", "pro", "free", "pro"]) {
    await identify(driver, "ada", { plan });
    await drainSegments(100);
  }
  expect(await entered(came)).toEqual(["ada", "ada"]);
  expect(await entered(went)).toEqual(["ada"]);
});

test("T15 another journey starts this one with data of its own, once for each request, and learns why not", async () => {
  const driver = await driveJourneys();
  const eligibility = { path: "plan", op: "equals", value: "pro" };
  const journey = await driver.journey(
    by("trigger.manual", {}, { reentry: { policy: "once_at_a_time" }, eligibility }),
  );
  for (const [who, plan] of [
    ["ada", "pro"],
    ["bob", "free"],
  ] as const)
    await identify(driver, who, { plan });
  const [ada, bob] = [await driver.subscriberId("ada"), await driver.subscriberId("bob")];
  const ask = (subscriberId: string, journeyId = journey) => ({
    journeyId,
    subscriberId,
    properties: { from: "other" },
  });
  const answers = await runTransaction(async (client) =>
    startRuns(client, await readIngestWorkspace(client, driver.workspace.id), [
      ask(ada),
      ask(ada),
      ask(bob),
      ask("999999"),
      ask(ada, crypto.randomUUID()),
    ]),
  );
  expect(answers.map((answer) => (answer.ok ? "entered" : answer.reason))).toEqual([
    "entered",
    "reentry",
    "not_eligible",
    "unknown_person",
    "not_active",
  ]);
  const { rows } = await pool().query("select trigger from enrollments where journey_id = $1", [journey]);
  expect(rows).toMatchObject([{ trigger: { node: "start", properties: { from: "other" } } }]);
});

test("T16 a move between lifecycle stages enters, by their names", async () => {
  const driver = await driveJourneys();
  const won = await driver.journey(by("trigger.lifecycle_changed", { from: "lead", to: "customer" }));
  const any = await driver.journey(by("trigger.lifecycle_changed", { from: "", to: "" }));
  for (const lifecycle_stage of ["lead", "customer", "customer", "churned"])
    await identify(driver, "ada", { lifecycle_stage });
  expect(await entered(won)).toEqual(["ada"]);
  expect(await entered(any)).toEqual(["ada", "ada", "ada"]);
});

test("T17 a trigger that is switched off enters nobody, while the journey's other one does", async () => {
  const driver = await driveJourneys();
  const sketch = by("trigger.event", { event: "came", enabled: false });
  const journey = await driver.journey({
    ...sketch,
    nodes: [...sketch.nodes, { id: "other", type: "trigger.event", config: { event: "called" } }],
    edges: [...sketch.edges, "other -> day"],
  });
  await driver.ingest("ada", "came");
  await driver.ingest("bob", "called");
  expect(await entered(journey)).toEqual(["bob"]);
});

test("T17 allowed hours and days are the person's own", async () => {
  const driver = await driveJourneys({ startAt: "2026-03-02T10:00:00Z" });
  const journey = await driver.journey(
    by("trigger.event", { event: "came", allowed_from: "09:00", allowed_until: "18:00", allowed_days: ["mon", "tue"] }),
  );
  await driver.ingest("ada", "came", {}, { timezone: "Europe/Berlin" });
  await driver.ingest("bob", "came", {}, { timezone: "America/Los_Angeles" });
  await driver.moveClock("P2D");
  await driver.ingest("cyn", "came", {}, { timezone: "Europe/Berlin" });
  expect(await entered(journey)).toEqual(["ada"]);
  expect(await refused(journey)).toEqual(["bob outside_hours", "cyn outside_hours"]);
});

test("T17 a pause between two entries of a person, and a most for each person", async () => {
  const driver = await driveJourneys();
  const cooled = await driver.journey(by("trigger.event", { event: "came", cooldown: "P1D" }));
  const twice = await driver.journey(by("trigger.event", { event: "came", max_entries_per_person: 2 }));
  for (const wait of ["PT1H", "PT22H", "PT2H", "PT1H"]) {
    await driver.ingest("ada", "came");
    await driver.moveClock(wait);
  }
  expect(await entered(cooled)).toHaveLength(2);
  expect(await entered(twice)).toHaveLength(2);
  expect(await refused(cooled)).toEqual(["ada cooling_down"]);
  expect(await refused(twice)).toEqual(["ada person_limit"]);
});

test("T17 a most for everybody is never passed, also by many at once, and a place that re-entry denies goes to the next", async () => {
  const driver = await driveJourneys();
  const journey = await driver.journey(
    by("trigger.event", { event: "came", max_entries: 5 }, { reentry: { policy: "once" } }),
  );
  const track = (externalId: string) => ({ kind: "track", externalId, event: "came", properties: {} }) as const;
  await ingestEvents(driver.workspace.id, [track("p0"), track("p0"), track("p1"), track("p0"), track("p2")]);
  expect(await entered(journey)).toEqual(["p0", "p1", "p2"]);
  await Promise.all(
    Array.from({ length: 20 }, (_, i) => ingestEvents(driver.workspace.id, [track(`q${i}`), track(`r${i}`)])),
  );
  expect(await entered(journey)).toHaveLength(5);
  expect((await refused(journey)).filter((line) => line.endsWith("total_limit"))).toHaveLength(38);
});

test("T17 of two triggers that one event sets off the one of higher priority counts", async () => {
  const driver = await driveJourneys();
  const sketch = by("trigger.event", { event: "came", priority: "low" }, {});
  const journey = await driver.journey({
    ...sketch,
    nodes: [...sketch.nodes, { id: "first", type: "trigger.event", config: { event: "came", priority: "high" } }],
    edges: [...sketch.edges, "first -> day"],
  });
  await driver.ingest("ada", "came");
  const { rows } = await pool().query("select trigger ->> 'node' as node from enrollments where journey_id = $1", [
    journey,
  ]);
  expect(rows).toEqual([{ node: "first" }]);
});

test("T18 many in parallel, one for each value of an event's property", async () => {
  const driver = await driveJourneys();
  const reentry = { policy: "parallel", key: "event.order_id" };
  const journey = await driver.journey(by("trigger.event", { event: "ordered" }, { reentry }));
  for (const order_id of ["a", "b", "a", "c"]) await driver.ingest("ada", "ordered", { order_id });
  expect(await entered(journey)).toHaveLength(3);
  expect(await refused(journey)).toEqual(["ada reentry"]);
});

test("T19 eligibility is asked at every way in: segment, attributes, consent", async () => {
  const driver = await driveJourneys();
  const segment_id = await proSegment(driver);
  const journey = await driver.journey(
    by("trigger.event", { event: "came" }, { eligibility: { segment_id }, consent_required: true }),
  );
  for (const [who, plan] of Object.entries({ ada: "pro", bob: "free", cyn: "pro", dan: "pro" }))
    await identify(driver, who, { plan, email: `${who}@Example.com` });
  await drainSegments(100);
  await addSuppression(driver.principal, { channel: "email", address: "cyn@example.com" });
  await pool().query("update subscribers set unsubscribed_at = now() where external_id = 'dan' and workspace_id = $1", [
    driver.workspace.id,
  ]);
  for (const who of ["ada", "bob", "cyn", "dan"]) await driver.ingest(who, "came");
  expect(await entered(journey)).toEqual(["ada"]);
  expect(await refused(journey)).toEqual(["bob not_eligible", "cyn no_consent", "dan no_consent"]);
  expect(await enrollSubscriber(driver.principal, journey, { externalId: "bob" })).toEqual({
    ok: false,
    reason: "not_eligible",
  });
});
