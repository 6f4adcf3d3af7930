import { beforeAll, expect, test } from "vitest";
import { deliverDue } from "@/lib/commands/deliver-messages";
import { pool } from "@/lib/db/pool";
import { createSendScene, readCounts, TEST_SECRET, testDeliverEnvironment, testLink } from "@/lib/testing/send-scene";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { GET as click } from "./c/[token]/route";
import { GET as open } from "./o/[token]/route";

setUpTestDatabase();
beforeAll(() => {
  process.env.APP_SECRET = TEST_SECRET;
});

const PERSON = {
  "user-agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36",
};
const MACHINE = { "user-agent": "Googlebot/2.1" };
const URL = "https://shop.example/new?x=1";
const call = (handler: typeof open, token: string, headers: Record<string, string>) =>
  handler(new Request("http://localhost/t/x", { headers }), { params: Promise.resolve({ token }) });

async function sentMail() {
  const scene = await createSendScene();
  const queued = await scene.queueMail();
  await deliverDue([queued.shard], 100, testDeliverEnvironment());
  const state = async () => {
    const { rows } = await pool().query<{ opened: boolean; clicked: boolean; by_machine: boolean }>(
      `select opened_at is not null as opened, clicked_at is not null as clicked, machine_opened_at is not null as by_machine from sends where id = $1`,
      [queued.id],
    );
    const history = await pool().query<{ kind: string; machine: boolean; url: string | null }>(
      "select kind, machine, url from message_events where send_id = $1 and kind <> 'delivered' order by id",
      [queued.id],
    );
    const events = await pool().query<{ name: string; properties: unknown }>(
      "select k.name, e.properties from events e join event_kinds k on k.id = e.kind_id where e.subscriber_id = $1 order by e.received_at, k.name",
      [queued.subscriberId],
    );
    const [flags] = rows;
    return { ...flags, history: history.rows, events: events.rows, counts: await readCounts(scene.version.id) };
  };
  return { scene, ...queued, state };
}

test("a person's open is recorded, counted once and becomes an event of theirs", async () => {
  const { scene, id, state } = await sentMail();
  for (let n = 0; n < 3; n++) {
    const response = await call(open, testLink("open", id), PERSON);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("image/gif");
    expect(response.headers.get("cache-control")).toContain("no-store");
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(0, 6)
        .toString(),
    ).toBe("GIF89a");
  }
  const { opened, counts, events, history } = await state();
  expect([opened, counts.opened, history.length]).toEqual([true, 1, 3]);
  expect(events.filter(({ name }) => name === "email_opened").length).toBeLessThanOrEqual(2); // two only across a minute's end
  expect(events[0]).toEqual({
    name: "email_opened",
    properties: { journey_id: scene.journey.id, node_id: "hello", message_id: id },
  });
});

test("a machine's open and click are kept and labelled, and neither counted nor seen by journeys", async () => {
  const { id, state } = await sentMail();
  await call(open, testLink("open", id), MACHINE);
  expect((await call(click, testLink("click", id, URL), MACHINE)).status).toBe(302);
  expect(await state()).toMatchObject({
    opened: false,
    clicked: false,
    by_machine: true,
    events: [],
    counts: { sent: 1, delivered: 1 },
    history: [
      { kind: "opened", machine: true },
      { kind: "clicked", machine: true, url: URL },
    ],
  });
});

test("a click leads to the signed url, is recorded with it and implies an open", async () => {
  const { id, state } = await sentMail();
  const response = await call(click, testLink("click", id, URL), PERSON);
  expect([response.status, response.headers.get("location")]).toEqual([302, URL]);
  const { counts, events, opened, clicked } = await state();
  expect({ counts, opened, clicked }).toMatchObject({ counts: { opened: 1, clicked: 1 }, opened: true, clicked: true });
  expect(events.map(({ name }) => name).sort()).toEqual(["email_clicked", "email_opened"]);
  expect(events.find(({ name }) => name === "email_clicked")?.properties).toMatchObject({ url: URL });
});

test("a tampered link leads nowhere", async () => {
  const { id, state } = await sentMail();
  const token = testLink("click", id, URL);
  const forged = Buffer.from(token, "base64url");
  forged.write("evil", 25);
  for (const bad of [forged.toString("base64url"), testLink("open", id), `${token}x`, "x"]) {
    const response = await call(click, bad, PERSON);
    expect([response.status, response.headers.get("location")]).toEqual([404, null]);
  }
  expect((await state()).history).toEqual([]);
});

test("the pixel is a picture even for a token that is none, or of a message that is gone", async () => {
  for (const token of ["x", testLink("open", "0193f1aa-1111-7000-8000-000000000001")])
    expect((await call(open, token, PERSON)).status).toBe(200);
});

test("a click still arrives when the message is gone", async () => {
  const response = await call(click, testLink("click", "0193f1aa-1111-7000-8000-000000000001", URL), PERSON);
  expect(response.headers.get("location")).toBe(URL);
});

test("an erased person's links make nobody new", async () => {
  const { id, subscriberId, scene } = await sentMail();
  await pool().query("delete from subscribers where id = $1", [subscriberId]);
  await call(click, testLink("click", id, URL), PERSON);
  const { rows } = await pool().query("select from subscribers where workspace_id = $1", [scene.workspace.id]);
  expect(rows).toHaveLength(0);
});
