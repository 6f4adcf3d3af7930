import { expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import type { JsonObject } from "@/lib/journey/json";
import { driveJourneys, type JourneyDriver, type Sketch } from "@/lib/testing/journey-driver";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { createSegment } from "./create-segment";
import { fireTimers } from "./fire-timers";
import { ingestEvents } from "./ingest-events";
import { pauseJourney } from "./pause-journey";
import { resumeJourney } from "./resume-journey";
import { updateWorkspace } from "./update-workspace";

setUpTestDatabase();

const by = (type: string, config: JsonObject, settings: JsonObject = {}): Sketch => ({
  nodes: [
    { id: "start", type, config },
    { id: "hour", type: "wait", config: { duration: "PT1H" } },
  ],
  edges: ["start -> hour"],
  settings,
});

/** Who entered when, in order. */
const entered = async (journeyId: string) =>
  (
    await pool().query<{ who: string; at: Date }>(
      `select s.external_id as who, e.entered_at as at from enrollments e join subscribers s on s.id = e.subscriber_id
       where e.journey_id = $1 order by e.entered_at, s.external_id, e.id`,
      [journeyId],
    )
  ).rows.map(({ who, at }) => `${who} ${at.toISOString().slice(0, 16)}`);

const people = (driver: JourneyDriver, traits: Record<string, JsonObject>) =>
  ingestEvents(
    driver.workspace.id,
    Object.entries(traits).map(([externalId, own]) => ({ kind: "identify", externalId, traits: own })),
  );

test("T11 once at a date everybody in a segment enters, at exactly that time, and never again", async () => {
  const driver = await driveJourneys({ timezone: "Europe/Berlin" });
  await people(driver, { ada: { plan: "pro" }, bob: { plan: "free" }, cyn: { plan: "pro" } });
  const condition = { path: "plan", op: "equals", value: "pro" } as const;
  const made = await createSegment(driver.principal, { name: "Pro", description: "", condition });
  const segment_id = made.ok ? made.id : "";
  const journey = await driver.journey(by("trigger.schedule", { repeat: "once", at: "2026-03-04T09:00", segment_id }));
  await driver.advance("P1D");
  expect(await entered(journey)).toEqual([]);
  await driver.advance("P3D");
  expect(await entered(journey)).toEqual(["ada 2026-03-04T08:00", "cyn 2026-03-04T08:00"]);
  await driver.advance("P20D");
  expect(await entered(journey)).toHaveLength(2);
});

test("T11 every Monday and Wednesday in one zone, and each time only who has left since the last", async () => {
  const driver = await driveJourneys();
  await people(driver, { ada: {} });
  const config = { repeat: "weekly", time: "11:00", weekdays: ["mon", "wed"], clock: "workspace" };
  const journey = await driver.journey(by("trigger.schedule", config));
  await driver.advance("P8D");
  expect(await entered(journey)).toEqual(["ada 2026-03-02T11:00", "ada 2026-03-04T11:00", "ada 2026-03-09T11:00"]);
});

test("T11 after the workspace's zone has changed, the very next time is by the new one", async () => {
  const driver = await driveJourneys({ timezone: "UTC" });
  await people(driver, { ada: {} });
  const config = { repeat: "weekly", time: "09:00", clock: "workspace" };
  const journey = await driver.journey(by("trigger.schedule", config));
  await driver.advance("PT1H");
  await updateWorkspace(driver.principal, { timezone: "Pacific/Kiritimati" });
  await driver.advance("PT9H");
  expect(await entered(journey)).toEqual(["ada 2026-03-02T19:00"]);
});

test("T11 by cron, at each person's own clock, over a change of the clocks, unknown zones by the workspace's", async () => {
  const driver = await driveJourneys({ startAt: "2026-03-27T12:00:00Z" });
  await people(driver, {
    ada: { timezone: "Europe/Berlin" },
    bob: { timezone: "America/New_York" },
    cyn: {},
    dan: { timezone: "Nowhere/Land" },
  });
  const journey = await driver.journey(
    by("trigger.schedule", { repeat: "cron", cron: "30 2 * * sun", clock: "person" }),
  );
  await driver.advance("P3D");
  expect(await entered(journey)).toEqual([
    "ada 2026-03-29T01:30",
    "cyn 2026-03-29T02:30",
    "dan 2026-03-29T02:30",
    "bob 2026-03-29T06:30",
  ]);
});

test("T11 whoever moves to another zone has the same local time once", async () => {
  const driver = await driveJourneys({ startAt: "2026-03-02T05:00:00Z" });
  await people(driver, { ada: { timezone: "Europe/Berlin" } });
  const config = { repeat: "weekly", time: "09:00", clock: "person" };
  const journey = await driver.journey(by("trigger.schedule", config, { reentry: { policy: "parallel" } }));
  await driver.advance("PT4H");
  await people(driver, { ada: { timezone: "America/New_York" } });
  await driver.advance("PT12H");
  expect(await entered(journey)).toEqual(["ada 2026-03-02T08:00"]);
  await driver.advance("P1D");
  expect(await entered(journey)).toEqual(["ada 2026-03-02T08:00", "ada 2026-03-03T14:00"]);
});

test("T11 a birthday comes in the person's zone, on the 28th for those of 29 February", async () => {
  const driver = await driveJourneys({ startAt: "2026-02-20T00:00:00Z" });
  await people(driver, {
    ada: { birthday: "1992-02-29", timezone: "Asia/Tokyo" },
    bob: { birthday: "1990-03-01T00:00:00.000Z" },
    cyn: { birthday: "unknown" },
    dan: {},
    eve: { birthday: "1991-05-01" },
  });
  const journey = await driver.journey(by("trigger.date_attribute", { attribute: "birthday", yearly: true }));
  await driver.advance("P12D");
  expect(await entered(journey)).toEqual(["ada 2026-02-28T00:00", "bob 2026-03-01T09:00"]);
});

test("T11 so long before a date, once; a date that moves moves it; an epoch number is a date too", async () => {
  const driver = await driveJourneys({ startAt: "2026-03-01T00:00:00Z" });
  await people(driver, {
    ada: { renews_at: "2026-03-20" },
    bob: { renews_at: "2026-03-18" },
    cyn: { renews_at: Date.parse("2026-03-21T12:00:00Z") / 1_000 },
    dan: { renews_at: "2026-03-05" },
  });
  const config = { attribute: "renews_at", direction: "before", offset: "P1W", time: "07:00" };
  const journey = await driver.journey(by("trigger.date_attribute", config));
  await driver.advance("P5D");
  await people(driver, { bob: { renews_at: "2026-04-18" } });
  await driver.advance("P30D");
  expect(await entered(journey)).toEqual(["ada 2026-03-13T07:00", "cyn 2026-03-14T07:00"]);
  await driver.advance("P10D");
  expect((await entered(journey)).at(-1)).toBe("bob 2026-04-11T07:00");
});

test("T11 a date of a live workspace is found among people of many zones, and each of them has it once", async () => {
  const driver = await driveJourneys({ mode: "live" });
  const tomorrowIn = (timeZone: string) =>
    new Intl.DateTimeFormat("en-CA", { timeZone }).format(new Date(Date.now() + 86_400_000));
  await people(driver, {
    ada: { due: tomorrowIn("UTC") },
    bob: { due: tomorrowIn("Pacific/Auckland"), timezone: "Pacific/Auckland" },
    cyn: { due: "2020-01-01" },
  });
  const config = { attribute: "due", direction: "before", offset: "P1D", time: "00:00" };
  const journey = await driver.journey(by("trigger.date_attribute", config));
  // As if it had been published two days ago: today's and yesterday's midnights are behind us.
  const behind = () =>
    pool().query(
      "update trigger_timers set since = now() - interval '2 days', next_at = now() - interval '1 hour' where journey_id = $1",
      [journey],
    );
  await behind();
  await fireTimers(driver.workspace.id);
  expect((await entered(journey)).map((line) => line.split(" ")[0]).sort()).toEqual(["ada", "bob"]);
  await behind();
  await Promise.all([fireTimers(driver.workspace.id), fireTimers(driver.workspace.id)]);
  expect(await entered(journey)).toHaveLength(2);
});

test("T11 many people have an occurrence once each, also when several workers are at it and one of them dies in between", async () => {
  const driver = await driveJourneys();
  await pool().query(
    "insert into subscribers (workspace_id, external_id) select $1, 'p' || n from generate_series(1, 2500) n",
    [driver.workspace.id],
  );
  const journey = await driver.journey(
    by("trigger.schedule", { repeat: "once", at: "2026-03-02T11:00" }, { reentry: { policy: "parallel" } }),
  );
  await driver.moveClock("P1D");
  await Promise.all([
    fireTimers(driver.workspace.id),
    fireTimers(driver.workspace.id),
    fireTimers(driver.workspace.id),
  ]);
  expect(await entered(journey)).toHaveLength(2_500);
  await pool().query(
    "update trigger_timers set since = since - interval '1 day', next_at = since where journey_id = $1",
    [journey],
  );
  await fireTimers(driver.workspace.id);
  expect(await entered(journey)).toHaveLength(2_500);
});

test("T11 what comes while a journey is paused does not happen; after an outage at most a day is made up for", async () => {
  const driver = await driveJourneys();
  await people(driver, { ada: {} });
  const journey = await driver.journey(by("trigger.schedule", { repeat: "weekly", time: "11:00" }));
  await pauseJourney(driver.principal, journey);
  await driver.advance("P2D");
  await resumeJourney(driver.principal, journey);
  await driver.advance("P1D");
  expect(await entered(journey)).toEqual(["ada 2026-03-04T11:00"]);

  const live = await driveJourneys({ mode: "live" });
  await people(live, { bob: {} });
  const hourly = await live.journey(
    by("trigger.schedule", { repeat: "cron", cron: "0 * * * *" }, { reentry: { policy: "parallel" } }),
  );
  await pool().query(
    "update trigger_timers set since = now() - interval '3 days', next_at = now() - interval '1 second' where journey_id = $1",
    [hourly],
  );
  await fireTimers(live.workspace.id);
  expect((await entered(hourly)).length).toBeGreaterThanOrEqual(23);
  expect((await entered(hourly)).length).toBeLessThanOrEqual(24);
});
