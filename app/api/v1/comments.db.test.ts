import { beforeAll, describe, expect, test } from "vitest";
import type { ThreadResource } from "@/lib/api/schemas/comment";
import { THREADS_MAX } from "@/lib/commands/add-comment";
import { purgeComments } from "@/lib/commands/purge-comments";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { withWorkspace } from "@/lib/db/with-workspace";
import { createWorkspace } from "@/lib/testing/factories";
import { driveJourneys, type JourneyDriver } from "@/lib/testing/journey-driver";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { type Answer, type Call, keyClient } from "./_testing/api-driver";
import { sessionClient } from "./_testing/session-client";

setUpTestDatabase();
process.env.APP_SECRET = "a-secret-for-tests-that-is-long-enough";
process.env.APP_URL = "http://localhost:3000";

let driver: JourneyDriver;
let journey: string;
let owner: Call;
let ada: Call;
let kim: Call;
let key: Call;

const threadIn = ({ body }: Answer) => body as ThreadResource;
const comments = () => `/journeys/${journey}/comments`;
const list = async (call: Call, query = "") =>
  (await call("GET", `${comments()}${query}`)).body as { data: ThreadResource[]; next_cursor: string | null };
const say = async (call: Call, body: object) => {
  const said = await call("POST", comments(), body);
  expect(said.status).toBe(201);
  return threadIn(said);
};
const find = async (call: Call, id: string) => (await list(call, "?limit=200")).data.find((thread) => thread.id === id);
const meOf = async (call: Call) => (await say(call, { text: "Who am I?" })).author.user_id ?? "";

beforeAll(async () => {
  driver = await driveJourneys();
  owner = await sessionClient(driver.workspace, "owner");
  ada = await sessionClient(driver.workspace, "editor");
  kim = await sessionClient(driver.workspace, "viewer");
  key = await keyClient(driver.workspace.id);
  const graph = {
    nodes: [
      { id: "start", type: "trigger.manual", config: {} },
      { id: "pause", type: "wait", config: { duration: "P2D" } },
    ],
    edges: [{ from: "start", port: "next", to: "pause" }],
  };
  journey = ((await key("POST", "/journeys", { name: "Welcome", graph })).body as { id: string }).id;
});

describe("J14 comments over the API", () => {
  test("are said about a step or the journey, answered, and listed page by page with the newest thread first", async () => {
    const about = await say(kim, { text: "  Why two days? ", node_id: "pause" });
    expect(about).toMatchObject({
      text: "Why two days?",
      node_id: "pause",
      step_name: expect.stringMatching(/^Wait: .*2 days/),
      thread_id: null,
      author: { kind: "member", name: expect.stringContaining("viewer-") },
      may: { edit: true, delete: true },
      resolved_at: null,
      unread: false,
    });
    const whole = await say(key, { text: "Checked." });
    expect(whole).toMatchObject({
      node_id: null,
      step_name: null,
      author: { kind: "key", user_id: null, name: "test" },
    });
    const reply = await say(ada, { text: "Legal asked for it.", thread_id: about.id });
    expect(reply).toMatchObject({ thread_id: about.id, text: "Legal asked for it." });
    const first = await list(ada, "?limit=1");
    expect(first.data).toMatchObject([{ id: whole.id, may: { edit: false, delete: false }, unread: true }]);
    const second = await list(ada, `?limit=1&cursor=${first.next_cursor}`);
    expect(second).toMatchObject({ data: [{ id: about.id, replies: [{ id: reply.id }] }], next_cursor: null });
    expect((await list(ada, "?node_id=pause")).data.map(({ id }) => id)).toEqual([about.id]);
  });

  test("name the field of what cannot be", async () => {
    const bad = async (body: unknown) => (await ada("POST", comments(), body)).body;
    const fields = (...paths: string[]) => ({
      status: 422,
      errors: paths.map((path) => expect.objectContaining({ path })),
    });
    expect(await bad({ text: "Here", node_id: "nowhere" })).toMatchObject(fields("node_id"));
    expect(await bad({ text: "Here", thread_id: crypto.randomUUID() })).toMatchObject(fields("thread_id"));
    expect(await bad({ text: "x".repeat(2_001) })).toMatchObject(fields("text"));
    expect(await bad({ text: "  " })).toMatchObject(fields("text"));
    expect(await bad({ text: "<@nobody> look" })).toMatchObject(fields("text"));
    expect(await bad({ text: "Here", author: "user:1" })).toMatchObject({ status: 422 });
    expect((await say(ada, { text: "x".repeat(2_000) })).text).toHaveLength(2_000);
    expect((await ada("GET", `${comments()}?state=closed`)).body).toMatchObject(fields("state"));
    expect((await ada("GET", `${comments()}?cursor=nonsense`)).body).toMatchObject(fields("cursor"));
    const thread = await say(ada, { text: "One" });
    const reply = await say(ada, { text: "Two", thread_id: thread.id });
    const patch = async (id: string, body: object) => (await ada("PATCH", `${comments()}/${id}`, body)).body;
    expect(await patch(reply.id, { resolved: true })).toMatchObject(fields("resolved"));
    expect(await patch(thread.id, {})).toMatchObject(fields("text"));
    // A reply is answered in its thread: one level deep.
    expect(await bad({ text: "Three", thread_id: reply.id })).toMatchObject(fields("thread_id"));
  });

  test("repeat the answer to the same Idempotency-Key", async () => {
    const twice = () => key("POST", comments(), { text: "Once" }, { "idempotency-key": "said-once" });
    const [first, again] = [await twice(), await twice()];
    expect(threadIn(again).id).toBe(threadIn(first).id);
    expect((await list(key, "?limit=200")).data.filter(({ text }) => text === "Once")).toHaveLength(1);
  });

  test("are made by whoever may read, and by keys that may write", async () => {
    const reading = await keyClient(driver.workspace.id, "read");
    const sending = await keyClient(driver.workspace.id, "ingest");
    expect((await reading("GET", comments())).status).toBe(200);
    expect((await reading("POST", comments(), { text: "No" })).status).toBe(403);
    expect((await sending("GET", comments())).status).toBe(403);
    for (const role of ["admin", "analyst"] as const)
      await say(await sessionClient(driver.workspace, role), { text: `From ${role}` });
  });

  test("are changed by their author alone, and deleted by owners and admins, too", async () => {
    const thread = await say(kim, { text: "Hm" });
    const at = `${comments()}/${thread.id}`;
    expect((await ada("PATCH", at, { text: "Mine now" })).status).toBe(403);
    expect((await owner("PATCH", at, { text: "Mine now" })).status).toBe(403);
    expect((await ada("DELETE", at)).status).toBe(403);
    expect((await key("DELETE", at)).status).toBe(403);
    const edited = threadIn(await kim("PATCH", at, { text: "Hmm" }));
    expect(edited).toMatchObject({ text: "Hmm", edited_at: expect.any(String) });
    expect((await find(owner, thread.id))?.may).toEqual({ edit: false, delete: true });
    expect((await owner("DELETE", at)).status).toBe(204);
    expect(await find(kim, thread.id)).toBeUndefined();
    expect((await kim("PATCH", at, { text: "Still" })).status).toBe(404);
    expect((await owner("DELETE", at)).status).toBe(404);
    const audited = await prisma().auditEntry.findMany({ where: { target: thread.id } });
    expect(audited).toMatchObject([{ action: "comment.deleted", data: { author: `user:${thread.author.user_id}` } }]);
  });

  test("leave their replies standing when they are deleted, come back within ten minutes, and are forgotten after an hour", async () => {
    const thread = await say(ada, { text: "First words" });
    const reply = await say(kim, { text: "An answer", thread_id: thread.id });
    const at = `${comments()}/${thread.id}`;
    await ada("DELETE", at);
    expect(await find(kim, thread.id)).toMatchObject({ deleted: true, text: "", replies: [{ text: "An answer" }] });
    expect((await kim("PATCH", at, { deleted: false })).status).toBe(403);
    expect(await ada("PATCH", at, { deleted: false })).toMatchObject({ status: 200, body: { text: "First words" } });
    await ada("DELETE", at);
    const age = (minutes: number) =>
      pool().query(
        "update journey_comments set deleted_at = now() - $1 * interval '1 minute' where deleted_at is not null and journey_id = $2",
        [minutes, journey],
      );
    await age(11);
    expect((await ada("PATCH", at, { deleted: false })).status).toBe(409);
    await age(61);
    await purgeComments();
    const words = async () => (await pool().query("select text from journey_comments where id = $1", [thread.id])).rows;
    expect(await words()).toEqual([{ text: "" }]);
    await kim("DELETE", `${comments()}/${reply.id}`);
    expect(await find(kim, thread.id)).toBeUndefined();
    expect((await ada("POST", comments(), { text: "Too late", thread_id: thread.id })).status).toBe(422);
    await age(61);
    await purgeComments();
    expect(await words()).toEqual([]);
  });

  test("are resolved once, whoever is first, while somebody edits; a reply opens the thread again", async () => {
    const thread = await say(kim, { text: "Which segment?" });
    const at = `${comments()}/${thread.id}`;
    const answers = await Promise.all([
      ada("PATCH", at, { resolved: true }),
      owner("PATCH", at, { resolved: true }),
      kim("PATCH", at, { text: "Which segment is it?" }),
      key("PATCH", at, { resolved: true }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const settled = await find(kim, thread.id);
    expect(settled).toMatchObject({ text: "Which segment is it?", resolved_at: expect.any(String) });
    await owner("PATCH", at, { resolved: true });
    expect(await find(kim, thread.id)).toMatchObject({
      resolved_at: settled?.resolved_at,
      resolved_by: settled?.resolved_by,
    });
    expect((await list(kim, "?state=open&limit=200")).data.map(({ id }) => id)).not.toContain(thread.id);
    expect((await list(kim, "?state=resolved&limit=200")).data.map(({ id }) => id)).toContain(thread.id);
    await say(kim, { text: "Not yet", thread_id: thread.id });
    expect(await find(kim, thread.id)).toMatchObject({ resolved_at: null, resolved_by: null });
  });

  test("have room again as soon as a thread is deleted", async () => {
    const full = ((await key("POST", "/journeys", { name: "Full" })).body as { id: string }).id;
    await prisma().journeyComment.createMany({
      data: Array.from({ length: THREADS_MAX }, (_, n) => ({
        workspaceId: driver.workspace.id,
        journeyId: full,
        author: "user:nobody",
        text: `Thread ${n}`,
      })),
    });
    const path = `/journeys/${full}/comments`;
    expect((await ada("POST", path, { text: "One more" })).status).toBe(409);
    const { data } = (await ada("GET", `${path}?limit=1`)).body as { data: ThreadResource[] };
    expect((await owner("DELETE", `${path}/${data[0]?.id}`)).status).toBe(204);
    expect((await ada("POST", path, { text: "One more" })).status).toBe(201);
  });

  test("stay with a step that is gone under its old name, and go with the journey", async () => {
    const graph = { nodes: [{ id: "only", type: "wait", config: { duration: "P3D" } }], edges: [] };
    const { id, revision } = (await key("POST", "/journeys", { name: "Short", graph })).body as {
      id: string;
      revision: number;
    };
    const said = threadIn(await kim("POST", `/journeys/${id}/comments`, { text: "Long", node_id: "only" }));
    await ada("PATCH", `/journeys/${id}`, { graph: { nodes: [], edges: [] } }, { "if-match": `"${revision}"` });
    const kept = (await kim("GET", `/journeys/${id}/comments`)).body;
    expect(kept).toMatchObject({
      data: [{ id: said.id, node_id: "only", step_name: expect.stringContaining("3 days") }],
    });
    const copy = (await ada("POST", `/journeys/${id}/duplicate`)).body as { id: string };
    expect((await kim("GET", `/journeys/${copy.id}/comments`)).body).toMatchObject({ data: [] });
    const file = await ada("GET", `/journeys/${id}/export`);
    expect(JSON.stringify(file.body)).not.toContain("Long");
    await ada("DELETE", `/journeys/${id}`);
    expect(await prisma().journeyComment.count({ where: { journeyId: id } })).toBe(0);
  });
});

describe("J14 mentions", () => {
  test("are told by mail, once, and not to whoever makes them", async () => {
    const [me, them] = [await meOf(ada), await meOf(kim)];
    const thread = await say(ada, { text: `<@${them}> and <@${me}>: 2 < 3 days?`, node_id: "pause" });
    expect(thread.mentions.map(({ user_id }) => user_id)).toEqual([them, me]);
    await ada("PATCH", `${comments()}/${thread.id}`, { text: `<@${them}>: 2 < 3 days?` });
    await driver.settle();
    const { data } = (await key("GET", "/messages?search=mentioned%20you")).body as { data: { id: string }[] };
    expect(data).toMatchObject([{ status: "sent", subject: expect.stringContaining("mentioned you in “Welcome”") }]);
    const { text, html } = (await key("GET", `/messages/${data[0]?.id}`)).body as { text: string; html: string };
    expect(text).toMatch(/@viewer-[^ ]+ and @editor-[^ ]+: 2 < 3 days\?/);
    expect(text).toContain(`/journeys/${journey}?comments=${thread.id}`);
    expect(html).toContain("2 &lt; 3 days?");
  });

  test("and answers need the person on the overview until they are read or resolved", async () => {
    const other = ((await key("POST", "/journeys", { name: "Win back" })).body as { id: string }).id;
    const path = `/journeys/${other}/comments`;
    const waiting = async (call: Call) =>
      (
        (await call("GET", "/overview")).body as { attention: { kind: string; journey_id?: string }[] }
      ).attention.filter(({ kind, journey_id }) => kind === "comments" && journey_id === other);
    const them = await meOf(kim);
    const asked = threadIn(await ada("POST", path, { text: `<@${them}> good?` }));
    await ada("POST", path, { text: "Nothing for anybody" });
    expect(await waiting(kim)).toMatchObject([{ count: 1, journey_name: "Win back", thread_id: asked.id }]);
    expect(await waiting(ada)).toEqual([]);
    expect(await waiting(key)).toEqual([]);
    const read = (call: Call, id: string, until: string) => call("PUT", `${path}/${id}/read`, { until });
    expect((await read(kim, asked.id, asked.created_at)).status).toBe(204);
    expect(await waiting(kim)).toEqual([]);

    const answer = threadIn(await kim("POST", path, { text: "Good.", thread_id: asked.id }));
    expect(await waiting(ada)).toMatchObject([{ count: 1, author: expect.stringContaining("viewer-") }]);
    // Read up to what was seen, however late that arrives.
    await read(ada, asked.id, asked.created_at);
    expect(await waiting(ada)).toHaveLength(1);
    await read(ada, asked.id, answer.created_at);
    await read(ada, asked.id, asked.created_at);
    expect(await waiting(ada)).toEqual([]);

    await ada("POST", path, { text: "Thanks", thread_id: asked.id });
    expect(await waiting(kim)).toHaveLength(1);
    await ada("PATCH", `${path}/${asked.id}`, { resolved: true });
    expect(await waiting(kim)).toEqual([]);
    expect((await read(key as Call, asked.id, answer.created_at)).status).toBe(403);
  });

  test("of somebody who has left the workspace stay readable and may stay in the text", async () => {
    const zoe = await sessionClient(driver.workspace, "analyst");
    const gone = await meOf(zoe);
    const thread = await say(ada, { text: `<@${gone}> said so` });
    await owner("DELETE", `/members/${gone}`);
    expect((await find(ada, thread.id))?.mentions).toMatchObject([
      { user_id: gone, name: expect.stringContaining("analyst-") },
    ]);
    const at = `${comments()}/${thread.id}`;
    expect((await ada("PATCH", at, { text: `<@${gone}> said so, I think` })).status).toBe(200);
    expect((await ada("POST", comments(), { text: `<@${gone}>?` })).status).toBe(422);
  });
});

describe("J14 what is said here is nobody else's", () => {
  test("another workspace's journey, thread and comment are not there", async () => {
    const thread = await say(ada, { text: "Ours" });
    const strangers = await createWorkspace();
    const eve = await sessionClient(strangers, "owner");
    const theirs = ((await eve("POST", "/journeys", { name: "Theirs" })).body as { id: string }).id;
    expect((await eve("GET", comments())).status).toBe(404);
    expect((await eve("POST", comments(), { text: "Hello" })).status).toBe(404);
    for (const at of [`${comments()}/${thread.id}`, `/journeys/${theirs}/comments/${thread.id}`]) {
      expect((await eve("PATCH", at, { resolved: true })).status).toBe(404);
      expect((await eve("DELETE", at)).status).toBe(404);
      expect((await eve("PUT", `${at}/read`, { until: thread.created_at })).status).toBe(404);
    }
    const answered = await eve("POST", `/journeys/${theirs}/comments`, { text: "Hello", thread_id: thread.id });
    expect(answered).toMatchObject({ status: 422, body: { errors: [{ path: "thread_id" }] } });
    const them = await meOf(ada);
    expect((await eve("POST", `/journeys/${theirs}/comments`, { text: `<@${them}>` })).status).toBe(422);
    expect(await find(ada, thread.id)).toMatchObject({ resolved_at: null, replies: [] });
  });

  test("a comment of one journey is not found under another", async () => {
    const thread = await say(ada, { text: "Here" });
    const other = ((await key("POST", "/journeys", { name: "Elsewhere" })).body as { id: string }).id;
    expect((await ada("PATCH", `/journeys/${other}/comments/${thread.id}`, { resolved: true })).status).toBe(404);
    expect((await ada("DELETE", `/journeys/${other}/comments/${thread.id}`)).status).toBe(404);
  });

  test("the database itself shows and takes nothing of another workspace", async () => {
    const thread = await say(ada, { text: "Underneath" });
    await ada("PUT", `${comments()}/${thread.id}/read`, { until: thread.created_at });
    const { id: other } = await createWorkspace();
    await withWorkspace(other, async (tx) => {
      expect(await tx.journeyComment.count()).toBe(0);
      expect(await tx.commentRead.count()).toBe(0);
      expect((await tx.journeyComment.updateMany({ data: { text: "Changed" } })).count).toBe(0);
    });
    const smuggled = withWorkspace(other, (tx) =>
      tx.journeyComment.create({
        data: { workspaceId: driver.workspace.id, journeyId: journey, author: "user:x", text: "!" },
      }),
    );
    await expect(smuggled).rejects.toThrow(/row-level security/);
  });
});
