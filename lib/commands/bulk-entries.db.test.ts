import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import type { BulkSource } from "@/lib/api/schemas/bulk-entry";
import { pool } from "@/lib/db/pool";
import type { JsonObject } from "@/lib/journey/json";
import { previewBulkEntry } from "@/lib/queries/preview-bulk-entry";
import { readBulkEntries } from "@/lib/queries/read-bulk-entries";
import { driveJourneys, type JourneyDriver, type Sketch } from "@/lib/testing/journey-driver";
import { SeededChance } from "@/lib/testing/seeded-chance";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { createSegment } from "./create-segment";
import { ingestEvents } from "./ingest-events";
import { pauseJourney } from "./pause-journey";
import { runTriggers } from "./run-triggers";
import { startBulkEntry, stopBulkEntry } from "./start-bulk-entry";
import { workBulkEntries } from "./work-bulk-entries";

setUpTestDatabase();

const by = (triggers: [type: string, config: JsonObject][], settings: JsonObject = {}): Sketch => ({
  nodes: [
    ...triggers.map(([type, config], i) => ({ id: `t${i}`, type, config })),
    { id: "day", type: "wait", config: { duration: "P1D" } },
  ],
  edges: triggers.map((_, i) => `t${i} -> day`),
  settings,
});

const entered = async (journeyId: string) =>
  (
    await pool().query<{ who: string; trigger: { node: string; event?: string; properties: JsonObject } }>(
      `select s.external_id as who, e.trigger from enrollments e join subscribers s on s.id = e.subscriber_id
       where e.journey_id = $1 order by s.external_id, e.id`,
      [journeyId],
    )
  ).rows;
const who = async (journeyId: string) => (await entered(journeyId)).map((row) => row.who);

const identify = (driver: JourneyDriver, people: Record<string, JsonObject>) =>
  ingestEvents(
    driver.workspace.id,
    Object.entries(people).map(([externalId, traits]) => ({ kind: "identify", externalId, traits })),
  );

async function put(driver: JourneyDriver, journeyId: string, source: BulkSource, properties: JsonObject = {}) {
  const started = await startBulkEntry(driver.principal, journeyId, { source, properties });
  if (!started.ok) throw new Error(started.reason);
  await workBulkEntries();
  const [entry] = await readBulkEntries(driver.workspace.id, journeyId, started.id);
  return entry;
}

test("T13 a list of ids enters with its payload, and says who is unknown or was turned away", async () => {
  const driver = await driveJourneys();
  await identify(driver, { ada: {}, bob: {}, cyn: {} });
  const journey = await driver.journey(by([["trigger.manual", {}]]));
  const source: BulkSource = { kind: "ids", external_ids: ["ada", "bob", "nobody", "ada"] };
  expect(await previewBulkEntry(driver.workspace.id, journey, source, "live")).toMatchObject({
    total: 2,
    unknown: ["nobody"],
    unknown_total: 1,
  });
  expect(await put(driver, journey, source, { campaign: "spring" })).toMatchObject({
    status: "done",
    total: 3,
    done: 3,
    entered: 2,
    refused: { unknown_person: 1 },
  });
  expect(await entered(journey)).toMatchObject([
    { who: "ada", trigger: { node: "t0", properties: { campaign: "spring" } } },
    { who: "bob" },
  ]);
  expect(await put(driver, journey, source)).toMatchObject({ entered: 0, refused: { reentry: 2, unknown_person: 1 } });
});

test("T13 a segment enters, in batches, once each, also by several workers", async () => {
  const driver = await driveJourneys();
  await pool().query(
    "insert into subscribers (workspace_id, external_id, attributes) select $1, 'p' || n, jsonb_build_object('n', n) from generate_series(1, 1300) n",
    [driver.workspace.id],
  );
  const condition = { path: "n", op: "less_or_equal", value: 1_200 } as const;
  const made = await createSegment(driver.principal, { name: "Most", description: "", condition });
  const source: BulkSource = { kind: "segment", segment_id: made.ok ? made.id : "" };
  const journey = await driver.journey(by([["trigger.event", { event: "x" }]], { reentry: { policy: "parallel" } }));
  expect(await previewBulkEntry(driver.workspace.id, journey, source, "live")).toMatchObject({ total: 1_200 });
  const started = await startBulkEntry(driver.principal, journey, { source, properties: {} });
  await Promise.all([workBulkEntries(), workBulkEntries(), workBulkEntries()]);
  const [entry] = await readBulkEntries(driver.workspace.id, journey, started.ok ? started.id : "");
  expect(entry).toMatchObject({ status: "done", done: 1_200, entered: 1_200, refused: {} });
  expect(await who(journey)).toHaveLength(1_200);
});

test("T13 a journey that is paused takes nobody in, and what is under way stops; it can be stopped by hand", async () => {
  const driver = await driveJourneys();
  await identify(driver, { ada: {} });
  const journey = await driver.journey(by([["trigger.manual", {}]]));
  const source: BulkSource = { kind: "everyone" };
  const first = await startBulkEntry(driver.principal, journey, { source, properties: {} });
  const second = await startBulkEntry(driver.principal, journey, { source, properties: {} });
  if (!first.ok || !second.ok) throw new Error("not started");
  expect(await stopBulkEntry(driver.principal, journey, first.id)).toBe(true);
  expect(await stopBulkEntry(driver.principal, journey, first.id)).toBe(false);
  await pauseJourney(driver.principal, journey);
  await workBulkEntries();
  expect((await readBulkEntries(driver.workspace.id, journey)).map(({ status }) => status)).toEqual([
    "stopped",
    "stopped",
  ]);
  expect(await startBulkEntry(driver.principal, journey, { source, properties: {} })).toEqual({
    ok: false,
    reason: "not_active",
  });
  expect(await who(journey)).toEqual([]);
});

test("T21 whoever matches the triggers now enters on publishing, each once, with the event that matched; the number is shown first", async () => {
  const driver = await driveJourneys();
  await identify(driver, {
    ada: { plan: "pro" },
    bob: { plan: "free" },
    cyn: { plan: "free" },
    dan: { plan: "free", lifecycle_stage: "customer" },
    eve: { plan: "free" },
  });
  await driver.ingest("bob", "cart_abandoned", { total: 80 });
  await driver.ingest("cyn", "cart_abandoned", { total: 5 });
  for (let n = 0; n < 3; n += 1) await driver.ingest("eve", "email_opened");
  const journey = await driver.journey(
    by([
      ["trigger.event", { event: "cart_abandoned", where: { path: "event.total", op: "greater_than", value: 50 } }],
      ["trigger.attribute_changed", { attribute: "plan", to: "pro" }],
      ["trigger.lifecycle_changed", { to: "customer" }],
      ["trigger.pattern", { kind: "count", events: [{ event: "email_opened", min: 3, within: "P7D" }] }],
      ["trigger.schedule", { repeat: "weekly", time: "09:00" }],
    ]),
  );
  const source: BulkSource = { kind: "matching", since: "P30D" };
  const preview = await previewBulkEntry(driver.workspace.id, journey, source, "draft");
  expect(preview).toMatchObject({ total: 4 });
  expect(preview?.triggers.map(({ people }) => people)).toEqual([1, 1, 1, 1, null]);
  expect(await who(journey)).toEqual([]);
  expect(await put(driver, journey, source)).toMatchObject({ total: 4, entered: 4, refused: {} });
  expect(
    (await entered(journey)).map(({ who: name, trigger }) => `${name} ${trigger.node} ${trigger.event ?? ""}`.trim()),
  ).toEqual(["ada t1", "bob t0 cart_abandoned", "dan t2", "eve t3"]);
  expect(await put(driver, journey, source)).toMatchObject({ entered: 0, refused: { reentry: 4 } });
});

test("T21 somebody whose older event matches enters with it, whatever they did since; source, segments and history are asked too", async () => {
  const driver = await driveJourneys();
  const track = (externalId: string, properties: JsonObject, source?: string) =>
    ingestEvents(driver.workspace.id, [
      { kind: "track", externalId, event: "cart_abandoned", properties, ...(source && { context: { source } }) },
    ]);
  await identify(driver, { ada: { plan: "pro" }, bob: {}, cyn: { plan: "pro" }, dan: {}, eve: {} });
  for (const total of [80, 90, 5]) await track("ada", { total });
  for (const [total, source] of [
    [20, "shop"],
    [20, "till"],
  ] as const)
    await track("bob", { total, n: 1 }, source);
  await track("cyn", { total: 5 });
  await track("dan", { total: 70, source: "till" });
  await track("dan", { total: 1 });
  await driver.ingest("dan", "purchase_completed");
  await track("eve", { total: 60 });
  await driver.ingest("eve", "purchase_completed");
  const segment = await createSegment(driver.principal, {
    name: "Pro",
    description: "",
    condition: { path: "plan", op: "equals", value: "pro" },
  });
  const pro = { segment_id: segment.ok ? segment.id : "" };
  const over = (value: number) => ({ path: "event.total", op: "greater_than", value });
  const bought = { event: "purchase_completed", within: "P7D" };
  const journey = await driver.journey(
    by([
      ["trigger.event", { event: "cart_abandoned", where: { all: [over(50), pro] } }],
      ["trigger.event", { event: "cart_abandoned", source: "shop" }],
      ["trigger.event", { event: "cart_abandoned", where: { all: [over(50), bought] } }],
    ]),
  );
  const source: BulkSource = { kind: "matching", since: "P30D" };
  const preview = await previewBulkEntry(driver.workspace.id, journey, source, "live");
  expect(preview).toMatchObject({ total: 4 });
  expect(preview?.triggers.map(({ people }) => people)).toEqual([1, 1, 2]);
  expect(await put(driver, journey, source)).toMatchObject({ total: 4, entered: 4, refused: {} });
  expect((await entered(journey)).map(({ who: name, trigger }) => [name, trigger.node, trigger.properties])).toEqual([
    ["ada", "t0", { total: 90 }],
    ["bob", "t1", { total: 20, n: 1 }],
    ["dan", "t2", { total: 70, source: "till" }],
    ["eve", "t2", { total: 60 }],
  ]);
});

test("T21 the number shown is the number let in, each by the newest event that its first trigger allows: against plain loops", async () => {
  const driver = await driveJourneys({ startAt: "2026-03-02T10:00:00Z" });
  const chance = new SeededChance(7);
  const happened = new Map<string, { event: string; total: number; at: number }[]>();
  const now = Date.parse("2026-03-02T10:00:00Z");
  for (let n = 0; n < 200; n += 1) {
    const events = Array.from({ length: chance.below(5) }, () => ({
      event: chance.of("a", "b"),
      total: chance.below(100),
      at: now - 1_000 - chance.below(20 * 86_400_000),
    }));
    happened.set(`p${n}`, events);
  }
  await ingestEvents(
    driver.workspace.id,
    [...happened].flatMap(([externalId, events]) => [
      { kind: "identify" as const, externalId, traits: {} },
      ...events.map(({ event, total, at }) => ({
        kind: "track" as const,
        externalId,
        event,
        properties: { total },
        occurredAt: at,
      })),
    ]),
  );
  const rules = [
    { event: "a", over: 70 },
    { event: "b", over: 40 },
    { event: "a", over: 30 },
  ];
  const journey = await driver.journey(
    by(
      rules.map(({ event, over }) => [
        "trigger.event",
        { event, where: { path: "event.total", op: "greater_than", value: over } },
      ]),
    ),
  );
  const expected = [...happened].flatMap(([name, events]) => {
    for (const [i, { event, over }] of rules.entries()) {
      const fits = events.filter((one) => one.event === event && one.total > over && one.at >= now - 10 * 86_400_000);
      const [newest] = fits.sort((x, y) => y.at - x.at);
      if (newest) return [`${name} t${i} ${event} ${newest.total}`];
    }
    return [];
  });
  const source: BulkSource = { kind: "matching", since: "P10D" };
  expect(await previewBulkEntry(driver.workspace.id, journey, source, "live")).toMatchObject({
    total: expected.length,
  });
  expect(await put(driver, journey, source)).toMatchObject({ entered: expected.length, refused: {} });
  const found = (await entered(journey)).map(
    ({ who: name, trigger }) => `${name} ${trigger.node} ${trigger.event} ${trigger.properties.total}`,
  );
  expect(found.sort()).toEqual(expected.sort());
  expect(expected.length).toBeGreaterThan(60);
});

test("T18 the key of parallel runs may be as long as somebody makes it: one run for each, by event and by hand", async () => {
  const driver = await driveJourneys();
  const settings = { reentry: { policy: "parallel", key: "event.order" } };
  const journey = await driver.journey(by([["trigger.event", { event: "ordered" }]], settings));
  const noise = randomBytes(4_000).toString("base64");
  for (const order of [noise, noise, `${noise}2`]) await driver.ingest("ada", "ordered", { order });
  expect(await who(journey)).toEqual(["ada", "ada"]);
  const source: BulkSource = { kind: "ids", external_ids: ["ada"] };
  expect(await put(driver, journey, source, { order: `${noise}2` })).toMatchObject({ refused: { reentry: 1 } });
  expect(await put(driver, journey, source, { order: `${noise}3` })).toMatchObject({ status: "done", entered: 1 });
});

test("a request that fails again and again stops, and keeps neither other requests nor the clock of others waiting", async () => {
  const [sick, healthy] = [await driveJourneys(), await driveJourneys()];
  await identify(sick, { ada: {} });
  await identify(healthy, { bob: {} });
  const broken = await sick.journey(by([["trigger.manual", {}]]));
  const daily = await healthy.journey(
    by([["trigger.schedule", { repeat: "cron", cron: "0 9 * * *", clock: "workspace" }]]),
  );
  const manual = await healthy.journey(by([["trigger.manual", {}]]));
  const source: BulkSource = { kind: "everyone" };
  const first = await startBulkEntry(sick.principal, broken, { source, properties: {} });
  await startBulkEntry(healthy.principal, manual, { source, properties: {} });
  await pool().query(`update bulk_entries set source = '{"kind":"of another release"}' where journey_id = $1`, [
    broken,
  ]);
  await healthy.moveClock("P1D");
  await expect(runTriggers()).rejects.toThrow();
  expect(await who(daily)).toEqual(["bob"]);
  for (let n = 2; n <= 4; n += 1) await expect(runTriggers()).rejects.toThrow();
  await runTriggers();
  expect(await who(manual)).toEqual(["bob"]);
  const [entry] = await readBulkEntries(sick.workspace.id, broken, first.ok ? first.id : "");
  expect(entry).toMatchObject({ status: "stopped", entered: 0 });
});

test("a list of people is kept for as long as it is worked off, and not longer", async () => {
  const driver = await driveJourneys();
  await identify(driver, { ada: {} });
  const journey = await driver.journey(by([["trigger.manual", {}]]));
  const source: BulkSource = { kind: "ids", external_ids: ["ada", "nobody-1815"] };
  const [done, stopped] = [
    await startBulkEntry(driver.principal, journey, { source, properties: {} }),
    await startBulkEntry(driver.principal, journey, { source, properties: {} }),
  ];
  await stopBulkEntry(driver.principal, journey, stopped.ok ? stopped.id : "");
  const kept = async () =>
    (
      await pool().query<{ kept: boolean }>(
        "select source::text like '%nobody-1815%' as kept from bulk_entries where journey_id = $2 order by id = $1 desc",
        [done.ok ? done.id : "", journey],
      )
    ).rows;
  expect(await kept()).toEqual([{ kept: true }, { kept: false }]);
  await workBulkEntries();
  expect(await kept()).toEqual([{ kept: false }, { kept: false }]);
  expect(await readBulkEntries(driver.workspace.id, journey)).toMatchObject([{ source: "ids" }, { source: "ids" }]);
});
