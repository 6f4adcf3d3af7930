import { beforeAll, describe, expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { createSubscriber } from "@/lib/testing/factories";
import { driveJourneys, type JourneyDriver } from "@/lib/testing/journey-driver";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { type Call, keyClient } from "./_testing/api-driver";
import { sessionClient } from "./_testing/session-client";
import { handleApiRequest } from "./handle-api-request";

setUpTestDatabase();
process.env.APP_SECRET = "a-secret-for-tests-that-is-long-enough";
process.env.APP_URL = "http://localhost:3000";

const [first, second] = ["01930000-0000-7000-8000-000000000001", "01930000-0000-7000-8000-000000000002"];

let driver: JourneyDriver;
let journey: string;
let key: Call & { secret: string };
let ada: Call;
let kim: Call;

beforeAll(async () => {
  driver = await driveJourneys({ startAt: "2026-03-02T10:00:00Z" });
  journey = await driver.journey({
    nodes: [
      { id: "start", type: "trigger.manual" },
      { id: "pause", type: "wait", config: { duration: "P1D" } },
    ],
    edges: ["start -> pause"],
  });
  key = await keyClient(driver.workspace.id);
  ada = await sessionClient(driver.workspace, "editor");
  kim = await sessionClient(driver.workspace, "viewer");
});

/** Listens until an event satisfies, then hangs up as a browser does. */
async function listenFor(enough: (event: string, data: unknown) => boolean, act: () => Promise<unknown>) {
  const answer = await handleApiRequest(
    new Request(`http://localhost:3000/api/v1/journeys/${journey}/live`, {
      headers: { authorization: `Bearer ${key.secret}` },
    }),
  );
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("text/event-stream");
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  let acted = false;
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    text += part.value;
    const heard = [...text.matchAll(/event: (\w+)\ndata: (.*)\n\n/g)];
    if (!acted && heard.length >= 2) {
      acted = true;
      await act();
    }
    const found = heard.find(([, event = "", data = ""]) => enough(event, JSON.parse(data)));
    if (found) {
      await reader?.cancel();
      return JSON.parse(found[2] ?? "");
    }
  }
  throw new Error(`the stream ended: ${text}`);
}

type Counts = { version: number; nodes: Record<string, { waiting: number; entered: number }> };
const isCounts = (event: string, data: unknown): data is Counts => event === "counts" && data !== null;

describe("an open canvas", () => {
  test("hears of people as they move", async () => {
    const heard: Counts = await listenFor(
      (event, data) => isCounts(event, data) && (data.nodes.pause?.waiting ?? 0) > 0,
      async () => {
        const { externalId } = await createSubscriber(driver.workspace.id);
        await key("POST", `/journeys/${journey}/enrollments`, { external_id: externalId });
        await driver.settle();
      },
    );
    expect(heard.nodes.pause).toMatchObject({ waiting: 1, entered: 1 });
  });

  test("hears who else comes", async () => {
    const present = await listenFor(
      (event, data) => event === "present" && Array.isArray(data) && data.length === 1,
      () => ada("PUT", `/journeys/${journey}/presence`, { client: first, node: "pause" }),
    );
    expect(present).toMatchObject([{ client: first, node: "pause", name: expect.stringContaining("editor-") }]);
  });

  test("hears where something is said, answered, resolved and deleted (J14)", async () => {
    type Marks = { stamp: string; open: { node_id: string | null; threads: number }[] };
    const isMarks = (event: string, data: unknown): data is Marks => event === "comments" && data !== null;
    const path = `/journeys/${journey}/comments`;
    const heard: Marks = await listenFor(
      (event, data) => isMarks(event, data) && data.open.length === 1,
      () => kim("POST", path, { text: "Why a day?", node_id: "pause" }),
    );
    expect(heard.open).toEqual([{ node_id: "pause", threads: 1 }]);
    const marks = async () =>
      ((await ada("PUT", `/journeys/${journey}/presence`, { client: first, node: null })).body as { comments: Marks })
        .comments;
    const { data } = (await kim("GET", path)).body as { data: { id: string }[] };
    const stamps = new Set([(await marks()).stamp]);
    for (const act of [
      () => ada("POST", path, { text: "Because", thread_id: data[0]?.id }),
      () => kim("PATCH", `${path}/${data[0]?.id}`, { text: "Why one day?" }),
      () => ada("PATCH", `${path}/${data[0]?.id}`, { resolved: true }),
      () => kim("DELETE", `${path}/${data[0]?.id}`),
    ]) {
      await act();
      stamps.add((await marks()).stamp);
    }
    expect(stamps.size).toBe(5);
    expect((await marks()).open).toEqual([]);
  });

  test("counts the days and the version that it asks for; who waits is always now", async () => {
    const later = await key("GET", `/journeys/${journey}/counts?from=2027-01-01`);
    expect(later.body).toMatchObject({ version: 1, nodes: { pause: { waiting: 1, entered: 0 } } });
    const day = await key("GET", `/journeys/${journey}/counts?from=2026-03-02&to=2026-03-02&version=1`);
    expect(day.body).toMatchObject({ nodes: { pause: { entered: 1 } } });
    expect((await key("GET", `/journeys/${journey}/live?version=9`)).status).toBe(422);
    expect((await key("GET", `/journeys/${journey}/counts?from=yesterday`)).body).toMatchObject({
      errors: [{ path: "from" }],
    });
  });

  test("says who stands still at a step and why", async () => {
    await pool().query(
      `insert into stuck_groups (workspace_id, journey_id, version_id, node, kind, people, since, detail)
       select workspace_id, journey_id, id, 1, 'quarantined', 3, now(), 'no such host' from journey_versions where journey_id = $1`,
      [journey],
    );
    expect((await key("GET", `/journeys/${journey}/counts`)).body).toMatchObject({
      nodes: { start: { stuck: [] }, pause: { stuck: [{ kind: "quarantined", people: 3, detail: "no such host" }] } },
    });
  });
});

describe("presence", () => {
  test("everybody sees everybody, viewers too, and a page that leaves is gone at once", async () => {
    await ada("PUT", `/journeys/${journey}/presence`, { client: first, node: "pause" });
    const seen = await kim("PUT", `/journeys/${journey}/presence`, { client: second, node: null });
    expect(seen.body).toMatchObject({
      data: [
        { client: first, node: "pause" },
        { client: second, node: null },
      ],
    });
    expect((await kim("DELETE", `/journeys/${journey}/presence?client=${second}`)).status).toBe(204);
    const left = await ada("PUT", `/journeys/${journey}/presence`, { client: first, node: null });
    expect(left.body).toMatchObject({ data: [{ client: first, node: null }] });
  });

  test("nobody makes somebody else leave", async () => {
    await ada("PUT", `/journeys/${journey}/presence`, { client: first, node: null });
    await kim("DELETE", `/journeys/${journey}/presence?client=${first}`);
    const still = await ada("PUT", `/journeys/${journey}/presence`, { client: first, node: null });
    expect((still.body as { data: unknown[] }).data).toHaveLength(1);
  });

  test("a page that was not heard of for half a minute is gone", async () => {
    await kim("PUT", `/journeys/${journey}/presence`, { client: second, node: "pause" });
    await pool().query("update journey_presence set seen_at = now() - interval '31 seconds' where client = $1", [
      second,
    ]);
    const seen = await ada("PUT", `/journeys/${journey}/presence`, { client: first, node: null });
    expect(seen.body).toMatchObject({ data: [{ client: first }] });
  });

  test("is for people: a key has no page open", async () => {
    expect((await key("PUT", `/journeys/${journey}/presence`, { client: first, node: null })).status).toBe(403);
    const bad = await ada("PUT", `/journeys/${journey}/presence`, { client: "me", node: 7 });
    expect(bad.body).toMatchObject({ status: 422, errors: [{ path: "client" }, { path: "node" }] });
  });
});
