import { beforeAll, describe, expect, test } from "vitest";
import { type Call, keyClient } from "@/app/api/v1/_testing/api-driver";
import type { BacktestPerson, BacktestResource } from "@/lib/api/schemas/backtest";
import type { List } from "@/lib/api/schemas/common";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { driveJourneys, type JourneyDriver, sketchGraph } from "@/lib/testing/journey-driver";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { eraseSubscriber } from "./erase-subscriber";
import { runBacktests } from "./run-backtests";

setUpTestDatabase();

const reminders = sketchGraph({
  nodes: [
    { id: "start", type: "trigger.event", config: { event: "cart" } },
    { id: "hour", type: "wait_for_event", config: { events: [{ event: "paid", port: "paid" }], timeout: "PT1H" } },
    { id: "remind", type: "email", config: { subject: "Your cart", body: "Come back" } },
    { id: "tag", type: "add_tag", config: { tag: "reminded" } },
  ],
  edges: ["start -> hour", "hour -timeout-> remind", "remind -> tag"],
});

let driver: JourneyDriver;
let api: Call;
let id: string;
let newsletter: string;
let done: BacktestResource;

const start = async (body: object = { days: 30, cap: 2 }) => {
  const started = await api("POST", `/journeys/${id}/backtests`, body);
  expect(started.status).toBe(202);
  return started.body as BacktestResource;
};
const read = async ({ id: backtest }: BacktestResource) =>
  (await api("GET", `/journeys/${id}/backtests/${backtest}`)).body as BacktestResource;
const people = async (query: string) =>
  ((await api("GET", `/journeys/${id}/backtests/${done.id}/people${query}`)).body as List<BacktestPerson>).data.map(
    ({ external_id, mails, peak }) => `${external_id} ${mails} ${peak}`,
  );
const written = async () => {
  const { rows } = await pool().query(
    `select (select count(*) from enrollments) as runs, (select count(*) from sends) as sends, (select count(*) from walks) as walks,
       (select count(*) from waiting) as waiting, (select string_agg(tags::text, '' order by id) from subscribers) as tags`,
  );
  return rows[0];
};

beforeAll(async () => {
  driver = await driveJourneys({ startAt: "2026-03-02T10:00:00Z" });
  api = await keyClient(driver.workspace.id);
  newsletter = await driver.journey(
    {
      nodes: [
        { id: "start", type: "trigger.event", config: { event: "news" } },
        { id: "mail", type: "email", config: { subject: "News", body: "News" } },
        { id: "stay", type: "wait", config: { duration: "P60D" } },
      ],
      edges: ["start -> mail", "mail -> stay"],
    },
    "Newsletter",
  );
  id = ((await api("POST", "/journeys", { name: "Reminders", graph: reminders })).body as { id: string }).id;
  const mail = (who: string) => ({ email: `${who}@example.com` });
  // Ada abandons three carts within a day and is in the newsletter; Bo pays in time; Cy has no address; Di did something else.
  await driver.event("ada", "news", {}, mail("ada"));
  for (let i = 0; i < 3; i++) {
    await driver.event("ada", "cart", {}, mail("ada"));
    await driver.advance("PT3H");
  }
  await driver.event("bo", "cart", {}, mail("bo"));
  await driver.advance("PT10M");
  await driver.event("bo", "paid", {});
  await driver.event("cy", "cart", {});
  await driver.event("di", "other", {}, mail("di"));
  await driver.advance("P2D");
});

describe("a backtest", () => {
  test("J8 says who would have entered, what they would have got and when, and writes nothing else", async () => {
    const before = await written();
    const queued = await start();
    expect(queued).toMatchObject({ status: "queued", people_total: null });
    expect(await api("POST", `/journeys/${id}/backtests`, {})).toMatchObject({ status: 409 });
    expect(await runBacktests()).toBe(1);
    done = await read(queued);
    expect(done).toMatchObject({
      status: "done",
      people_total: 3,
      people_done: 3,
      figures: {
        people: 3,
        entered: 3,
        entries: 5,
        ended: { completed: 5 },
        mails: 3,
        unreachable: 1,
        nodes: { start: { entered: 5 }, hour: { entered: 5 }, remind: { entered: 4, mails: 3 } },
        mails_by_day: { remind: { "2026-03-02": 3 } },
        over_cap: { alone: 1, with_others: 1, mails: 2 },
        overlaps: { [newsletter]: 1 },
      },
      journeys: [{ id: newsletter, name: "Newsletter" }],
      not_replayed: [],
    });
    expect(await written()).toEqual(before);
  });

  test("shows the people behind each figure", async () => {
    expect(await people("")).toEqual(["ada 3 4", "cy 0 0", "bo 0 0"]);
    expect(await people("?node_id=remind")).toEqual(["ada 3 4"]);
    expect(await people(`?journey_id=${newsletter}`)).toEqual(["ada 3 4"]);
    expect(await people("?over_cap=true")).toEqual(["ada 3 4"]);
    expect(await people("?node_id=hour")).toEqual([]);
  });

  test("agrees with what the journey really does when the same events come again", async () => {
    const live = await driveJourneys({ startAt: "2026-03-02T10:00:00Z" });
    await live.journey({
      nodes: reminders.nodes,
      edges: reminders.edges.map(({ from, port, to }) => `${from} -${port}-> ${to}`),
    });
    for (let i = 0; i < 3; i++) {
      await live.event("ada", "cart", {}, { email: "ada@example.com" });
      await live.advance("PT3H");
    }
    const really = (await live.messages("ada")).filter(({ status }) => status === "sent").length;
    expect(really).toBe(done.figures.mails);
  });

  test("replays silences, schedules and segments for whoever they concern", async () => {
    const replay = async (config: object, type: string) => {
      const draft = sketchGraph({
        nodes: [
          { id: "start", type, config: config as never },
          { id: "mail", type: "email", config: { subject: "Hello", body: "Hello" } },
        ],
        edges: ["start -> mail"],
      });
      const made = await api("POST", "/journeys", { name: type, graph: draft });
      const { id: other } = made.body as { id: string };
      const asked = await api("POST", `/journeys/${other}/backtests`, { days: 30 });
      expect(asked.status).toBe(202);
      await runBacktests();
      const { body } = await api("GET", `/journeys/${other}/backtests/${(asked.body as BacktestResource).id}`);
      const { status, people_total, figures, not_replayed } = body as BacktestResource;
      return [status, people_total, figures.entries, not_replayed.length];
    };
    // four people; the three with carts were silent for a day at the end, of "other" only Di was
    expect(await replay({ event: "cart", for: "P1D" }, "trigger.inactivity")).toEqual(["done", 3, 3, 0]);
    expect(await replay({ for: "P1D" }, "trigger.inactivity")).toEqual(["done", 4, 4, 0]);
    const morning = { repeat: "once", at: "2026-03-04T09:00", clock: "workspace" };
    expect(await replay(morning, "trigger.schedule")).toEqual(["done", 4, 4, 0]);
    expect(await replay({ attribute: "plan" }, "trigger.attribute_changed")).toEqual(["done", 0, 0, 1]);
  });

  test("goes on where a worker died, and counts nobody twice", async () => {
    const queued = await start({ days: 30 });
    // somebody took it, wrote down whom to look at, and died
    const taken = await pool().query(
      "update backtests set status = 'running', lease_until = now() + interval '1 hour' where id = $1",
      [queued.id],
    );
    expect(taken.rowCount).toBe(1);
    expect(await runBacktests()).toBe(0);
    await pool().query("update backtests set lease_until = now() - interval '1 second' where id = $1", [queued.id]);
    expect(await runBacktests()).toBe(1);
    expect(await read(queued)).toMatchObject({ status: "done", people_done: 3, figures: { entries: 5, mails: 3 } });
  });

  test("can be cancelled, and then nothing of it is worked on", async () => {
    const queued = await start();
    expect(await api("POST", `/journeys/${id}/backtests/${queued.id}/cancel`)).toMatchObject({
      body: { status: "cancelled" },
    });
    expect(await runBacktests()).toBe(0);
    expect(await api("POST", `/journeys/${id}/backtests/${queued.id}/cancel`)).toMatchObject({ status: 409 });
  });

  test("is refused for a draft that cannot be walked, and for senseless numbers", async () => {
    const made = await api("POST", "/journeys", { name: "Empty" });
    const empty = (made.body as { id: string }).id;
    expect(await api("POST", `/journeys/${empty}/backtests`, {})).toMatchObject({
      status: 422,
      body: { problems: [{ code: "no_trigger" }] },
    });
    expect(await api("POST", `/journeys/${id}/backtests`, { days: 0 })).toMatchObject({
      status: 422,
      body: { errors: [{ path: "days" }] },
    });
  });

  test("forgets a person who is erased", async () => {
    const ada = await prisma().subscriber.findFirstOrThrow({
      where: { externalId: "ada", workspaceId: driver.workspace.id },
    });
    const kept = await pool().query("select 1 from backtest_people where subscriber_id = $1", [ada.id]);
    expect(kept.rowCount).toBeGreaterThan(0);

    await eraseSubscriber(driver.workspace.id, "ada", "a-secret-for-tests-that-is-long-enough");
    expect((await pool().query("select 1 from backtest_people where subscriber_id = $1", [ada.id])).rowCount).toBe(0);
  });
});
