import { expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import type { IngestItem } from "@/lib/journey/ingest-item";
import type { JsonObject } from "@/lib/journey/json";
import { driveJourneys, type JourneyDriver, type Sketch } from "@/lib/testing/journey-driver";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { buildPatterns, forgetRetiredPatterns } from "./build-patterns";
import { ingestEvents } from "./ingest-events";
import { pauseJourney } from "./pause-journey";
import { resumeJourney } from "./resume-journey";

setUpTestDatabase();

const by = (type: string, config: JsonObject): Sketch => ({
  nodes: [
    { id: "start", type, config },
    { id: "end", type: "exit", config: {} },
  ],
  edges: ["start -> end"],
  settings: { reentry: { policy: "parallel" } },
});
const pattern = (config: JsonObject) => by("trigger.pattern", config);

const entered = async (journeyId: string) =>
  (
    await pool().query<{ who: string }>(
      `select s.external_id as who from enrollments e join subscribers s on s.id = e.subscriber_id
       where e.journey_id = $1 order by e.id`,
      [journeyId],
    )
  ).rows.map(({ who }) => who);

const HOUR = 3_600_000;
type Track = { who?: string; event: string; properties?: JsonObject; hoursAgo?: number };
const ingest = (driver: JourneyDriver, ...tracks: Track[]) =>
  ingestEvents(
    driver.workspace.id,
    tracks.map(
      ({ who = "ada", event, properties = {}, hoursAgo = 0 }): IngestItem => ({
        kind: "track",
        externalId: who,
        event,
        properties,
        agoMs: hoursAgo * HOUR,
      }),
    ),
  );

const opens3: JsonObject = { kind: "count", events: [{ event: "email_opened", min: 3, within: "P7D" }] };

test("T4 three opens in seven days, once for each time it becomes true", async () => {
  const driver = await driveJourneys();
  const journey = await driver.journey(pattern(opens3));
  await driver.settle();
  const open = { event: "email_opened" };
  await ingest(driver, open, open);
  expect(await entered(journey)).toEqual([]);
  await ingest(driver, open);
  await ingest(driver, open, { event: "email_opened", who: "bob" });
  expect(await entered(journey)).toEqual(["ada"]);
  await driver.advance("P8D");
  await ingest(driver, open, open);
  expect(await entered(journey)).toEqual(["ada"]);
  await ingest(driver, open);
  expect(await entered(journey)).toEqual(["ada", "ada"]);
});

test("T4 an event that arrives late counts by when it happened", async () => {
  const driver = await driveJourneys();
  const journey = await driver.journey(pattern(opens3));
  await driver.settle();
  const open = (hoursAgo: number) => ({ event: "email_opened", hoursAgo });
  await ingest(driver, open(0), open(24 * 8), open(24 * 6));
  expect(await entered(journey)).toEqual([]);
  await ingest(driver, open(24 * 3));
  expect(await entered(journey)).toEqual(["ada"]);
});

test("T5 a set with minima and maxima comes true by an event, and by time when a maximum is no longer exceeded", async () => {
  const driver = await driveJourneys();
  const journey = await driver.journey(
    pattern({
      kind: "set",
      events: [
        { event: "email_opened", min: 3, within: "P7D" },
        { event: "visited", max: 0, within: "P14D", where: { path: "event.url", op: "contains", value: "/shop" } },
      ],
    }),
  );
  await driver.settle();
  const [open, visit] = [{ event: "email_opened" }, { event: "visited", properties: { url: "https://x/shop" } }];
  await ingest(driver, visit, { event: "visited", who: "bob", properties: { url: "https://x/blog" } });
  await driver.advance("P10D");
  await ingest(driver, open, open, open, { ...open, who: "bob" }, { ...open, who: "bob" }, { ...open, who: "bob" });
  expect(await entered(journey)).toEqual(["bob"]);
  const before = await driver.now();
  await driver.advance("P3D");
  expect(await entered(journey)).toEqual(["bob"]);
  await driver.advance("P2D");
  expect(await entered(journey)).toEqual(["bob", "ada"]);
  const { rows } = await pool().query<{ at: Date }>(
    "select entered_at as at from enrollments where journey_id = $1 order by id desc limit 1",
    [journey],
  );
  expect(Math.round(((rows[0]?.at.getTime() ?? 0) - before) / HOUR)).toBe(4 * 24);
});

test("T5 an ordered sequence, with and without other steps in between, also when it arrives out of order", async () => {
  const driver = await driveJourneys();
  const events = [{ event: "a" }, { event: "b" }, { event: "c" }];
  const loose = await driver.journey(pattern({ kind: "sequence", events, within: "P1D" }));
  const strict = await driver.journey(pattern({ kind: "sequence", events, within: "P1D", consecutive: true }));
  await driver.settle();
  await ingest(driver, { event: "a" }, { event: "b" }, { event: "b" }, { event: "other" }, { event: "c" });
  expect([await entered(loose), await entered(strict)]).toEqual([["ada"], []]);
  const bob = (event: string, hoursAgo: number) => ({ who: "bob", event, hoursAgo });
  await ingest(driver, bob("c", 1), bob("a", 3));
  expect(await entered(loose)).toEqual(["ada"]);
  await ingest(driver, bob("b", 2));
  expect([await entered(loose), await entered(strict)]).toEqual([["ada", "bob"], ["bob"]]);
  const cyn = (event: string, hoursAgo: number) => ({ who: "cyn", event, hoursAgo });
  await ingest(driver, cyn("a", 25), cyn("b", 2), cyn("c", 1));
  expect(await entered(loose)).toEqual(["ada", "bob"]);
});

test("T6 points, each event in a window of its own, reach the mark", async () => {
  const driver = await driveJourneys();
  const journey = await driver.journey(
    pattern({
      kind: "score",
      threshold: 40,
      events: [
        { event: "product_view", weight: 10, within: "P3D" },
        { event: "cart_addition", weight: 25, within: "P7D" },
        { event: "price_check", weight: 15, within: "P2D" },
        { event: "review_read", weight: 8, within: "P5D" },
      ],
    }),
  );
  await driver.settle();
  await ingest(driver, { event: "cart_addition", hoursAgo: 100 }, { event: "price_check", hoursAgo: 49 });
  expect(await entered(journey)).toEqual([]);
  await ingest(driver, { event: "product_view" });
  expect(await entered(journey)).toEqual([]);
  await ingest(driver, { event: "review_read" });
  expect(await entered(journey)).toEqual(["ada"]);
});

test("T7 a sum and a count over all time", async () => {
  const driver = await driveJourneys();
  const total = (threshold: number, property?: string) =>
    pattern({ kind: "total", threshold, events: [{ event: "paid", ...(property && { property }) }] });
  const spend = await driver.journey(total(1000, "order.total"));
  const third = await driver.journey(total(3));
  await driver.settle();
  const paid = (amount: number | string) => ({ event: "paid", properties: { order: { total: amount } } });
  await ingest(driver, paid(600), paid("900"));
  await driver.advance("P40D");
  expect([await entered(spend), await entered(third)]).toEqual([[], []]);
  await ingest(driver, paid(400));
  expect([await entered(spend), await entered(third)]).toEqual([["ada"], ["ada"]]);
  await ingest(driver, paid(1));
  expect([await entered(spend), await entered(third)]).toEqual([["ada"], ["ada"]]);
});

test("T8 a number of times within minutes", async () => {
  const driver = await driveJourneys();
  const journey = await driver.journey(
    pattern({ kind: "count", events: [{ event: "price_check", min: 3, within: "PT10M" }] }),
  );
  await driver.settle();
  for (const wait of ["PT6M", "PT6M", "PT3M"]) {
    await ingest(driver, { event: "price_check" });
    await driver.advance(wait);
  }
  expect(await entered(journey)).toEqual([]);
  await ingest(driver, { event: "price_check" });
  expect(await entered(journey)).toEqual(["ada"]);
});

test("T9 whoever was active and then does nothing for a time enters at exactly that time, once for each silence", async () => {
  const driver = await driveJourneys();
  const any = await driver.journey(by("trigger.inactivity", { for: "P30D" }));
  const login = await driver.journey(by("trigger.inactivity", { event: "logged_in", for: "P7D" }));
  await driver.settle();
  await ingest(driver, { event: "logged_in" });
  await driver.advance("P6D");
  await ingest(driver, { event: "read" });
  const last = await driver.now();
  await driver.advance("P2D");
  expect([await entered(any), await entered(login)]).toEqual([[], ["ada"]]);
  // Within a hundredth of the period a later event is not written down, and is found all the same.
  await driver.advance("P20D");
  await ingest(driver, { event: "read" });
  await driver.moveClock("PT2H");
  await ingest(driver, { event: "read" });
  const again = await driver.now();
  await driver.advance("P29D");
  expect(await entered(any)).toEqual([]);
  await driver.advance("P5D");
  expect(await entered(any)).toEqual(["ada"]);
  const { rows } = await pool().query<{ at: Date }>("select entered_at as at from enrollments where journey_id = $1", [
    any,
  ]);
  expect(Math.abs((rows[0]?.at.getTime() ?? 0) - (again + 30 * 24 * HOUR))).toBeLessThan(1_000);
  expect(again).toBeGreaterThan(last);
  await driver.advance("P60D");
  expect([await entered(any), await entered(login)]).toEqual([["ada"], ["ada"]]);
});

test("a new pattern knows what people did before, and lets nobody in for what came true before it was published", async () => {
  const driver = await driveJourneys();
  const open = (who: string, n: number) => Array.from({ length: n }, () => ({ who, event: "email_opened" }));
  await ingest(driver, ...open("ada", 2), ...open("bob", 3), ...open("cyn", 1));
  await driver.moveClock("P1D");
  const journey = await driver.journey(pattern(opens3));
  expect(await buildPatterns()).toBe(3);
  expect(await entered(journey)).toEqual([]);
  await ingest(driver, ...open("ada", 1), ...open("bob", 1), ...open("cyn", 1), ...open("dan", 3));
  expect(await entered(journey)).toEqual(["ada", "dan"]);
});

test("what people do while a pattern is being built is counted once, whoever stores it", async () => {
  const driver = await driveJourneys();
  const people = Array.from({ length: 40 }, (_, i) => `p${i}`);
  await ingest(driver, ...people.flatMap((who) => [{ who, event: "email_opened" }]));
  const journey = await driver.journey(pattern(opens3));
  const fresh = Array.from({ length: 10 }, (_, i) => `new${i}`);
  await Promise.all([
    ...[...people, ...fresh].map((who) => ingest(driver, { who, event: "email_opened" })),
    buildPatterns(),
    buildPatterns(),
    ...[...people, ...fresh].map((who) => ingest(driver, { who, event: "email_opened" })),
  ]);
  await driver.settle();
  expect((await entered(journey)).sort()).toEqual([...people].sort());
  const { rows } = await pool().query<{ n: number }>(
    "select distinct jsonb_array_length(s.state #> '{times,0}') as n from pattern_states s join subscribers p on p.id = s.subscriber_id where p.external_id like 'p%' and p.workspace_id = $1",
    [driver.workspace.id],
  );
  expect(rows).toEqual([{ n: 3 }]);
});

test("the same pattern published again remembers; another one begins anew and the old one is forgotten", async () => {
  const driver = await driveJourneys();
  const journey = await driver.journey(pattern(opens3));
  await driver.settle();
  await ingest(driver, { event: "email_opened" }, { event: "email_opened" });
  const more = pattern({ ...opens3, cooldown: "P1D" });
  await driver.publish(journey, more);
  await ingest(driver, { event: "email_opened" });
  expect(await entered(journey)).toEqual(["ada"]);
  await driver.publish(journey, pattern({ kind: "count", events: [{ event: "email_opened", min: 5, within: "P7D" }] }));
  await driver.settle();
  await ingest(driver, { event: "email_opened" }, { event: "email_opened" });
  expect(await entered(journey)).toEqual(["ada", "ada"]);
  await forgetRetiredPatterns();
  await forgetRetiredPatterns();
  const { rows } = await pool().query("select retired from patterns where journey_id = $1", [journey]);
  expect(rows).toEqual([{ retired: false }]);
});

test("a paused journey goes on watching and lets nobody in", async () => {
  const driver = await driveJourneys();
  const journey = await driver.journey(pattern(opens3));
  await driver.settle();
  await ingest(driver, { event: "email_opened" });
  await pauseJourney(driver.principal, journey);
  const open = { event: "email_opened" };
  await ingest(driver, open, { ...open, who: "bob" }, { ...open, who: "bob" }, { ...open, who: "bob" });
  await resumeJourney(driver.principal, journey);
  await ingest(driver, open);
  expect(await entered(journey)).toEqual(["ada"]);
  const { rows } = await pool().query("select reason from entry_refusals where journey_id = $1", [journey]);
  expect(rows).toEqual([{ reason: "paused" }]);
});

test("nobody builds before a flush that began before the publish has ended, however many build", async () => {
  const driver = await driveJourneys();
  const journeyOf = pattern({ kind: "count", events: [{ event: "bought", min: 2, within: "P7D" }] });
  await ingest(driver, { event: "bought" });
  const [ada] = (await pool().query("select id from subscribers where workspace_id = $1", [driver.workspace.id])).rows;
  const flush = await pool().connect();
  await flush.query("begin");
  await flush.query(
    `insert into events (workspace_id, subscriber_id, kind_id, id, occurred_at, received_at, properties)
     select workspace_id, subscriber_id, kind_id, gen_random_uuid(), occurred_at, received_at, '{}' from events where subscriber_id = $1`,
    [ada.id],
  );
  await driver.journey(journeyOf);
  /** Looks whether that has become true of the pattern, long enough for a build of one person. */
  const comesTrue = async (what: string) => {
    const text = `select from patterns where workspace_id = $1 and ${what}`;
    for (let look = 0; look < 200; look += 1)
      if ((await pool().query(text, [driver.workspace.id])).rowCount) return true;
    return false;
  };
  const building = [buildPatterns()];
  await comesTrue("people_total is not null");
  building.push(buildPatterns());
  expect(await comesTrue("people_done > 0")).toBe(false);
  await flush.query("commit");
  flush.release();
  await Promise.all(building);
  const { rows } = await pool().query("select state from pattern_states where subscriber_id = $1", [ada.id]);
  expect(rows.map(({ state }) => state.times[0].length)).toEqual([2]);
});

test("a pattern that cannot be built keeps no other from being built", async () => {
  const [broken, fine] = [await driveJourneys(), await driveJourneys()];
  for (const driver of [broken, fine]) {
    await ingest(driver, { event: "email_opened" });
    await driver.journey(pattern(opens3));
  }
  await pool().query(`alter table pattern_states add constraint broken check (workspace_id <> ${broken.workspace.id})`);
  await expect(buildPatterns()).rejects.toThrow("broken");
  const states = async () => (await pool().query("select workspace_id from pattern_states order by 1")).rows;
  expect(await states()).toContainEqual({ workspace_id: fine.workspace.id });
  await pool().query("alter table pattern_states drop constraint broken");
  await buildPatterns();
  expect(await states()).toContainEqual({ workspace_id: broken.workspace.id });
});
