import { expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { readBulkEntries } from "@/lib/queries/read-bulk-entries";
import { createMember, createWorkspace } from "@/lib/testing/factories";
import { createLiveJourney } from "@/lib/testing/live-journey";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { addComment } from "./add-comment";
import { addSuppression } from "./add-suppression";
import { askForApproval } from "./ask-for-approval";
import { decideApproval } from "./decide-approval";
import { enrollSubscriber } from "./enroll-subscriber";
import { eraseSubscriber } from "./erase-subscriber";
import { ingestEvents } from "./ingest-events";
import { startBulkEntry } from "./start-bulk-entry";
import { upsertSubscriber } from "./upsert-subscriber";
import { workBulkEntries } from "./work-bulk-entries";

setUpTestDatabase();

const SECRET = "a secret of at least thirty-two characters";
process.env.APP_SECRET = SECRET;
const EMAIL = "ada.lovelace@example.com";

/** Every row of every table of the schema as text: what a dump would show. */
async function everything(): Promise<string> {
  const { rows } = await pool().query<{ relname: string }>(
    "select relname from pg_class where relkind in ('r', 'p') and not relispartition and relnamespace = 'public'::regnamespace",
  );
  const texts: string[] = [];
  for (const { relname } of rows) {
    const all = await pool().query<{ text: string | null }>(
      `select string_agg(t::text, e'\\n') as text from ${relname} t`,
    );
    texts.push(`${relname}: ${all.rows[0]?.text ?? ""}`);
  }
  return texts.join("\n");
}

async function personWithAPast() {
  const workspace = await createWorkspace({ mode: "live" });
  const journey = await createLiveJourney(workspace.id, {
    nodes: [
      { id: "start", type: "trigger.event", config: { event: "registered" } },
      { id: "hold", type: "wait", config: { duration: "P1D" } },
    ],
    edges: [{ from: "start", port: "next", to: "hold" }],
  });
  await ingestEvents(workspace.id, [
    {
      kind: "track",
      externalId: "ada-1815",
      event: "registered",
      properties: { email: EMAIL },
      traits: { email: EMAIL, phone: "+44 1815 1852" },
    },
  ]);
  const [run] = (
    await pool().query("select id, subscriber_id, version_id from enrollments where workspace_id = $1", [workspace.id])
  ).rows;
  await pool().query(
    `insert into walks (enrollment_id, workspace_id, at, first_visit, log) values ($1, $2, now(), 0, $3)`,
    [run.id, workspace.id, JSON.stringify([{ seen: EMAIL }])],
  );
  const { rows } = await pool().query(
    `insert into sends (id, workspace_id, shard, enrollment_id, version_id, subscriber_id, node, visit, channel, status, due_at, created_at, request)
     values (gen_random_uuid(), $1, 0, $2, $3, $4, 1, 1, 'email', 'queued', now(), now(), $5) returning id`,
    [workspace.id, run.id, run.version_id, run.subscriber_id, JSON.stringify({ to: EMAIL })],
  );
  await pool().query(`insert into message_contents values ($1, $2, 'us@x.test', $3, 's', 'h', 't', '{}')`, [
    rows[0].id,
    workspace.id,
    EMAIL,
  ]);
  return { workspace, journey, run };
}

test("after an erasure no table holds the person's addresses, and their run has ended", async () => {
  const { workspace, journey } = await personWithAPast();
  await ingestEvents(workspace.id, [{ kind: "track", externalId: "bob", event: "registered", properties: {} }]);
  expect(await everything()).toContain(EMAIL);
  expect(await eraseSubscriber(workspace.id, "ada-1815", SECRET)).toBe(true);
  const dump = await everything();
  for (const text of [EMAIL, "ada-1815", "+44 1815"]) expect(dump.toLowerCase()).not.toContain(text);
  const { rows } = await pool().query(
    "select state, end_reason, ended_at is not null as ended from enrollments where journey_id = $1 order by id",
    [journey.journeyId],
  );
  expect(rows).toEqual([
    { state: "exited", end_reason: "erased", ended: true },
    { state: "active", end_reason: null, ended: false },
  ]);
  const deltas = await pool().query("select kind, n from node_stat_deltas where workspace_id = $1 order by kind", [
    workspace.id,
  ]);
  expect(deltas.rows).toEqual([
    { kind: "dropped", n: 1 },
    { kind: "entered", n: 1 }, // they had not been walked yet, so nobody had counted them
    { kind: "exited", n: 1 },
  ]);
  expect((await pool().query("select 1 from waiting where workspace_id = $1", [workspace.id])).rowCount).toBe(1);
  expect(await eraseSubscriber(workspace.id, "ada-1815", SECRET)).toBe(false);
});

test("an address is taken out of what the team has said to each other, and other words stay (J14)", async () => {
  const { workspace, journey } = await personWithAPast();
  const author = await createMember(workspace.id, "kim@team.example");
  const bo = await createMember(workspace.id, "bo@team.example");
  const kim = {
    kind: "user",
    userId: author,
    email: "kim@team.example",
    role: "editor",
    workspaceId: workspace.id,
  } as const;
  const text = `<@${bo}> why did ${EMAIL.toUpperCase()} (+44 1815 1852) get this?`;
  expect(await addComment(kim, journey.journeyId, { text })).toMatchObject({ ok: true });
  expect((await everything()).toLowerCase()).toContain(`why did ${EMAIL}`);
  await eraseSubscriber(workspace.id, "ada-1815", SECRET);
  const dump = (await everything()).toLowerCase();
  for (const gone of [EMAIL, "+44 1815"]) expect(dump).not.toContain(gone);
  const [comment] = await prisma().journeyComment.findMany({ where: { workspaceId: workspace.id } });
  expect(comment?.text).toBe(`<@${bo}> why did [erased] ([erased]) get this?`);
});

test("nor does a request for approval, its answer, a notice or the log keep an address that the team wrote into it; other people's stay whole", async () => {
  const workspace = await createWorkspace({ mode: "live" });
  const journey = await createLiveJourney(workspace.id, {
    nodes: [{ id: "start", type: "trigger.manual", config: {} }],
  });
  const email = "o'hara@example.com";
  await upsertSubscriber(workspace.id, "scarlett", { email, phone: "555 0173" });
  await prisma().workspace.update({ where: { id: workspace.id }, data: { publishNeedsApproval: true } });
  const member = async (name: string) => {
    const address = `${name}@team.example`;
    const userId = await createMember(workspace.id, address);
    return { kind: "user", userId, email: address, role: "editor", workspaceId: workspace.id } as const;
  };
  const [kim, bo] = [await member("kim"), await member("bo")];
  const asked = await askForApproval(kim, journey.journeyId, { note: `For ${email}, as she asked.` });
  if (!asked.ok) throw new Error(asked.reason);
  const words = `Not ${email.toUpperCase()}! Look at mo'hara@example.com, r.o'hara@example.com and 1555 01734 first.`;
  expect(await decideApproval(bo, journey.journeyId, asked.id, { decision: "changes_asked", words })).toEqual({
    ok: true,
  });
  await addComment(bo, journey.journeyId, { text: `<@${kim.userId}> mail ${email}, or call 555 0173.` });
  expect(await everything()).toContain("For o&#39;hara@example.com");
  await eraseSubscriber(workspace.id, "scarlett", SECRET);
  const others = /mo('|&#39;)hara@example.com|r\.o('|&#39;)hara@example.com|1555 01734/g;
  const dump = (await everything()).toLowerCase();
  expect(dump).toMatch(others);
  expect(dump.replaceAll(others, "")).not.toMatch(/hara|555 0173/);
  const [request] = await prisma().approval.findMany({ where: { workspaceId: workspace.id } });
  expect(request).toMatchObject({
    note: "For [erased], as she asked.",
    words: "Not [erased]! Look at mo'hara@example.com, r.o'hara@example.com and 1555 01734 first.",
  });
});

test("an erasure reaches one workspace only", async () => {
  const [a, b] = [await createWorkspace(), await createWorkspace()];
  for (const { id } of [a, b]) await upsertSubscriber(id, "same", { email: "same@example.com" });
  await eraseSubscriber(a.id, "same", SECRET);
  expect(await prisma().subscriber.findMany({ where: { externalId: "same" }, select: { workspaceId: true } })).toEqual([
    { workspaceId: b.id },
  ]);
});

test("a suppressed address that comes back after its owner's erasure is suppressed again", async () => {
  const workspace = await createWorkspace({ mode: "live" });
  await upsertSubscriber(workspace.id, "carl", { email: "Carl@Example.com" });
  await prisma().suppression.create({
    data: { workspaceId: workspace.id, address: "carl@example.com", reason: "complaint" },
  });
  await eraseSubscriber(workspace.id, "carl", SECRET);
  expect((await everything()).toLowerCase()).not.toContain("carl@example.com");
  await ingestEvents(workspace.id, [
    { kind: "identify", externalId: "carl-again", traits: { email: "CARL@example.com" } },
  ]);
  expect(
    await prisma().suppression.findFirst({
      where: { workspaceId: workspace.id, channel: "email" },
      select: { address: true, reason: true },
    }),
  ).toEqual({ address: "carl@example.com", reason: "complaint" });
});

test("a flush that had looked the person up before the erasure leaves nothing behind", async () => {
  const workspace = await createWorkspace({ mode: "live" });
  await upsertSubscriber(workspace.id, "dora-1234", { email: "dora@example.com" });
  const { rows } = await pool().query("select id from subscribers where external_id = 'dora-1234'");
  await pool().query("insert into event_kinds (workspace_id, name) values ($1, 'seen')", [workspace.id]);
  const flush = await pool().connect();
  await flush.query("begin");
  await flush.query("select id from subscribers where id = $1", [rows[0].id]);
  const erasing = eraseSubscriber(workspace.id, "dora-1234", SECRET);
  while ((await pool().query("select 1 from subscribers where id = $1", [rows[0].id])).rowCount)
    await new Promise((r) => setImmediate(r));
  await flush.query(
    `insert into events select $1, $2, k.id, gen_random_uuid(), now(), now(), '{"email":"dora@example.com"}', null from event_kinds k where k.workspace_id = $1`,
    [workspace.id, rows[0].id],
  );
  await flush.query("commit");
  flush.release();
  expect(await erasing).toBe(true);
  expect(await everything()).not.toContain("dora@example.com");
});

test("what a request or a flush was still writing about the person by name, or counts of them, goes too", async () => {
  const { workspace, journey } = await personWithAPast();
  const { rows } = await pool().query("select id from subscribers where external_id = 'ada-1815'");
  const straggler = await pool().connect();
  await straggler.query("begin");
  await straggler.query("select id from subscribers where id = $1", [rows[0].id]);
  const erasing = eraseSubscriber(workspace.id, "ada-1815", SECRET);
  while ((await pool().query("select 1 from subscribers where id = $1", [rows[0].id])).rowCount)
    await new Promise((r) => setImmediate(r));
  await straggler.query(
    `insert into journey_tests (id, workspace_id, journey_id, name, definition, updated_at)
     values (gen_random_uuid(), $1, $2, 'As it was', $3, now())`,
    [workspace.id, journey.journeyId, { person: { external_id: "ada-1815", email: EMAIL } }],
  );
  await straggler.query("insert into subscriber_scores (workspace_id, subscriber_id, day) values ($1, $2, 1)", [
    workspace.id,
    rows[0].id,
  ]);
  await straggler.query("commit");
  straggler.release();
  expect(await erasing).toBe(true);
  expect(await everything()).not.toContain("ada-1815");
  expect((await pool().query("select from subscriber_scores where workspace_id = $1", [workspace.id])).rowCount).toBe(
    0,
  );
});

test("nothing that was done about the person by name outlives the erasure: audit log, lists of people, pushes that were stopped", async () => {
  const { workspace, journey } = await personWithAPast();
  const principal = { kind: "key", keyId: "test", scope: "full", workspaceId: workspace.id } as const;
  await upsertSubscriber(workspace.id, "Grace-1906", { email: "grace@example.com" });
  await upsertSubscriber(workspace.id, "bob", {});
  const entered = await enrollSubscriber(principal, journey.journeyId, { externalId: "Grace-1906" });
  expect(entered).toMatchObject({ ok: true });
  const listed = { kind: "ids" as const, external_ids: ["Grace-1906", "bob"] };
  const started = await startBulkEntry(principal, journey.journeyId, { source: listed, properties: {} });
  await addSuppression(principal, { channel: "push", address: "Grace-1906" });
  await eraseSubscriber(workspace.id, "Grace-1906", SECRET);
  expect((await everything()).toLowerCase()).not.toContain("grace");
  await workBulkEntries();
  const [entry] = await readBulkEntries(workspace.id, journey.journeyId, started.ok ? started.id : "");
  expect(entry).toMatchObject({ status: "done", done: 2, entered: 1, refused: { unknown_person: 1 } });
});
