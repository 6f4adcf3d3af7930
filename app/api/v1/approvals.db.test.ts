import { beforeAll, describe, expect, test } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { withWorkspace } from "@/lib/db/with-workspace";
import { createWorkspace } from "@/lib/testing/factories";
import { driveJourneys, type JourneyDriver } from "@/lib/testing/journey-driver";
import { sketchGraph } from "@/lib/testing/sketch-graph";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { type Call, callApi, keyClient } from "./_testing/api-driver";
import { sessionClient, signUp } from "./_testing/session-client";

setUpTestDatabase();
process.env.APP_SECRET = "a-secret-for-tests-that-is-long-enough";
process.env.APP_URL = "http://localhost:3000";

type Id = { id: string };
type Revised = Id & { revision: number };
const idOf = ({ body }: { body: unknown }) => (body as Id).id;

let run: JourneyDriver;
let owner: Call;
let admin: Call;
/** editors: Ann asks, Bob answers */
let ann: Call;
let bob: Call;
let viewer: Call;
let key: Call;
let template: string;

const graphOf = (duration: string) =>
  sketchGraph({
    nodes: [
      { id: "start", type: "trigger.event", config: { event: "signed_up" } },
      { id: "rest", type: "wait", config: { duration } },
      { id: "mail", type: "email", config: { template_id: template } },
    ],
    edges: ["start -> rest", "rest -> mail"],
  });

async function member(name: string, role: "editor"): Promise<Call> {
  const { workspace } = run;
  const cookie = await signUp(`${name}@example.com`, workspace.id, role);
  return (method, path, body, headers = {}) =>
    callApi(method, path, body, {
      cookie,
      origin: "http://localhost:3000",
      "x-sojourn-workspace": workspace.slug,
      ...headers,
    });
}

/** As the form does it: with the settings as they are. */
async function needApproval(): Promise<void> {
  const { settings } = (await owner("GET", "/workspace")).body as { settings: object };
  await owner("PATCH", "/workspace", { settings, publish_needs_approval: true });
}
const journeyOf = async (name = "Welcome") => idOf(await ann("POST", "/journeys", { name, graph: graphOf("P1D") }));
const publish = (by: Call, id: string, body: object = {}) => by("POST", `/journeys/${id}/publish`, body);
const ask = async (by: Call, id: string, note = "") => idOf(await by("POST", `/journeys/${id}/approvals`, { note }));
const decide = (by: Call, id: string, request: string, body: object = { decision: "approved" }) =>
  by("POST", `/journeys/${id}/approvals/${request}/decision`, body);
const draftOf = async (id: string) =>
  ((await ann("GET", `/journeys/${id}/approvals`)).body as { draft: { state: string; changed: unknown } }).draft;
const save = (id: string, patch: object) => ann("PATCH", `/journeys/${id}`, patch, { "if-match": "*" });
const approved = async (id: string) => {
  expect(await decide(bob, id, await ask(ann, id))).toMatchObject({ status: 200, body: { state: "approved" } });
};
const needed = (message: RegExp) => ({
  status: 422,
  body: { errors: [{ code: "approval_needed", path: "approval", message: expect.stringMatching(message) }] },
});
const auditOf = (action: string, target: string) =>
  prisma().auditEntry.findFirst({ where: { action, target }, orderBy: { id: "desc" } });

beforeAll(async () => {
  run = await driveJourneys();
  owner = await sessionClient(run.workspace, "owner");
  admin = await sessionClient(run.workspace, "admin");
  ann = await member("ann", "editor");
  bob = await member("bob", "editor");
  viewer = await sessionClient(run.workspace, "viewer");
  key = await keyClient(run.workspace.id);
  template = idOf(await ann("POST", "/templates", { name: "Welcome mail" }));
});

describe("the rule", () => {
  test("J14 is off at first: nobody is asked, and publishing goes as ever", async () => {
    const id = await journeyOf();
    expect((await owner("GET", "/workspace")).body).toMatchObject({ publish_needs_approval: false });
    expect(await ann("POST", `/journeys/${id}/approvals`, {})).toMatchObject({ status: 409 });
    expect(await ann("GET", `/journeys/${id}/approvals`)).toMatchObject({
      body: { needed: false, draft: { state: "none" }, data: [] },
    });
    expect(await publish(ann, id)).toMatchObject({ status: 200, body: { version: 1, approval: null } });
  });

  test("J14 is made by owners and admins over the revision they have read, never by an editor or a key, and logged", async () => {
    const { body } = await admin("GET", "/workspace");
    const { revision } = body as { revision: number };
    const rule = { publish_needs_approval: true };
    expect(await ann("PATCH", "/workspace", rule)).toMatchObject({ status: 403 });
    expect(await key("PATCH", "/workspace", rule)).toMatchObject({ status: 403 });
    expect(await admin("PATCH", "/workspace", rule, { "if-match": `"${revision - 1}"` })).toMatchObject({
      status: 409,
    });
    expect(await admin("PATCH", "/workspace", rule, { "if-match": `"${revision}"` })).toMatchObject({
      status: 200,
      body: { publish_needs_approval: true, revision: revision + 1 },
    });
    const line = await auditOf("workspace.updated", String(run.workspace.id));
    expect(line?.data).toMatchObject({ publish_needs_approval: true });
    // Whoever does not know of the rule leaves it as it is, and a key may send back what it has read.
    const { settings } = body as { settings: object };
    expect(await key("PATCH", "/workspace", { settings })).toMatchObject({
      status: 200,
      body: { publish_needs_approval: true },
    });
    expect(await key("PATCH", "/workspace", { settings, ...rule })).toMatchObject({ status: 200 });
    expect(await key("PATCH", "/workspace", { publish_needs_approval: false })).toMatchObject({ status: 403 });
  });
});

describe("asking and answering", () => {
  beforeAll(needApproval);

  test("J14 nothing is published that nobody else has approved, whoever tries; the refusal says who could", async () => {
    const id = await journeyOf();
    for (const by of [owner, admin, ann, key])
      expect(await publish(by, id)).toMatchObject(needed(/nobody has been asked yet\..* can approve it\./));
    expect(await publish(ann, id, { dry_run: true })).toMatchObject(needed(/nobody has been asked/));
    const message = (await publish(ann, id)).body as { errors: { message: string }[] };
    expect(message.errors[0]?.message).toContain("bob@example.com");
    expect(message.errors[0]?.message).not.toContain("ann@example.com");
    expect(await prisma().journeyVersion.count({ where: { journeyId: id } })).toBe(0);
  });

  test("J14 who edits asks with a note, somebody else who may publish approves, and whoever may publish publishes it", async () => {
    const id = await journeyOf();
    expect(await viewer("POST", `/journeys/${id}/approvals`, {})).toMatchObject({ status: 403 });
    const asked = await ann("POST", `/journeys/${id}/approvals`, { note: "A shorter wait.", revision: 1 });
    expect(asked).toMatchObject({
      status: 201,
      body: { state: "waiting", open: true, note: "A shorter wait.", asked_by: { name: "ann@example.com" } },
    });
    const request = idOf(asked);
    expect(await publish(ann, id)).toMatchObject(needed(/waits for approval since .* UTC\..*bob@example.com/));
    expect((await ann("GET", `/journeys/${id}`)).body).toMatchObject({ approval: { id: request, state: "waiting" } });
    expect(await decide(ann, id, request)).toMatchObject({ status: 403 });
    expect(await decide(key, id, request)).toMatchObject({ status: 403 });
    expect(await decide(viewer, id, request)).toMatchObject({ status: 403 });
    expect(await decide(bob, id, request, { decision: "approved", words: "Good." })).toMatchObject({
      status: 200,
      body: { state: "approved", words: "Good.", decided_by: { name: "bob@example.com" } },
    });
    expect(await publish(key, id)).toMatchObject({ status: 200, body: { version: 1, approval: null } });
    const line = await auditOf("journey.published", id);
    expect(line?.data).toMatchObject({ approval: request, approved_by: expect.stringMatching(/^user:/) });
    for (const action of ["journey.approval_asked", "journey.approved"])
      expect(await auditOf(action, id)).not.toBeNull();
  });

  test("J14 a key asks, and a person approves", async () => {
    const id = await journeyOf();
    const request = await ask(key, id, "From the pipeline.");
    expect(await decide(key, id, request)).toMatchObject({ status: 403 });
    expect(await decide(bob, id, request)).toMatchObject({ status: 200, body: { asked_by: { kind: "key" } } });
    expect(await publish(key, id)).toMatchObject({ status: 200 });
  });

  test("J14 asking for changes needs words, keeps the draft from going live, and is asked again", async () => {
    const id = await journeyOf();
    const request = await ask(ann, id);
    expect(await decide(bob, id, request, { decision: "changes_asked", words: " " })).toMatchObject({ status: 422 });
    const words = "The wait is too long.";
    expect(await decide(bob, id, request, { decision: "changes_asked", words })).toMatchObject({ status: 200 });
    expect(await publish(ann, id)).toMatchObject(needed(/bob@example.com asks for changes: The wait is too long\./));
    await approved(id);
    expect(await publish(ann, id)).toMatchObject({ status: 200 });
  });

  test("J14 only who has asked takes it back, and only while it waits", async () => {
    const id = await journeyOf();
    const request = await ask(ann, id);
    const withdraw = (by: Call, what: string) => by("POST", `/journeys/${id}/approvals/${what}/withdraw`);
    expect(await withdraw(bob, request)).toMatchObject({ status: 403 });
    expect(await withdraw(ann, request)).toMatchObject({ status: 200, body: { state: "withdrawn", open: false } });
    expect(await decide(bob, id, request)).toMatchObject({ status: 409 });
    const again = await ask(ann, id);
    await decide(bob, id, again);
    expect(await withdraw(ann, again)).toMatchObject({ status: 409 });
  });

  test("J14 the same draft is not asked for twice, another one takes the request's place, and a request said twice is one", async () => {
    const id = await journeyOf();
    const headers = { "idempotency-key": `ask-${id}` };
    const first = await ann("POST", `/journeys/${id}/approvals`, { note: "Once" }, headers);
    const replayed = await ann("POST", `/journeys/${id}/approvals`, { note: "Once" }, headers);
    expect([replayed.status, idOf(replayed)]).toEqual([201, idOf(first)]);
    expect(await bob("POST", `/journeys/${id}/approvals`, {})).toMatchObject({ status: 409 });
    await save(id, { graph: graphOf("P2D") });
    expect(await ann("POST", `/journeys/${id}/approvals`, { revision: 1 })).toMatchObject({
      status: 409,
      body: { errors: [{ path: "revision" }] },
    });
    await ask(ann, id);
    const { data } = (await ann("GET", `/journeys/${id}/approvals`)).body as {
      data: { state: string; open: boolean }[];
    };
    expect(data.map(({ state, open }) => [state, open])).toEqual([
      ["waiting", true],
      ["overtaken", false],
    ]);
    expect(await decide(bob, id, idOf(first))).toMatchObject({ status: 409 });
  });

  test("J14 an owner publishes without, for a reason that the log keeps with who it was; nobody else does", async () => {
    const id = await journeyOf();
    const request = await ask(ann, id);
    const override = { override_approval: { reason: "The shop is down." } };
    for (const by of [admin, ann, key]) expect(await publish(by, id, override)).toMatchObject({ status: 403 });
    expect(await publish(owner, id, { override_approval: { reason: " " } })).toMatchObject({ status: 422 });
    expect(await publish(owner, id, override)).toMatchObject({ status: 200 });
    const line = await auditOf("journey.published", id);
    expect(line).toMatchObject({
      actor: expect.stringMatching(/^user:/),
      data: { unapproved_reason: "The shop is down." },
    });
    expect(await decide(bob, id, request)).toMatchObject({ status: 409 });
    expect((await draftOf(id)).state).toBe("none");
  });

  test("J14 what goes on with what is live, and what makes drafts, needs no approval; a copy has none of its own", async () => {
    const id = await journeyOf();
    await approved(id);
    await publish(ann, id);
    const done = async (verb: string, body: object = {}) => (await ann("POST", `/journeys/${id}/${verb}`, body)).status;
    expect(await done("pause")).toBe(200);
    expect(await done("resume")).toBe(200);
    expect(await done("dry-run", { on: true })).toBe(200);
    expect(await done("dry-run", { on: false })).toBe(200);
    const copy = await ann("POST", `/journeys/${id}/duplicate`);
    expect(copy).toMatchObject({ status: 201, body: { status: "draft", approval: null } });
    expect(await publish(ann, idOf(copy))).toMatchObject(needed(/nobody has been asked/));
    const live = () => prisma().journey.count({ where: { workspaceId: run.workspace.id, status: { not: "draft" } } });
    const before = await live();
    expect((await ann("POST", "/gallery/birthday/install", {})).status).toBe(201);
    expect(await live()).toBe(before);
  });

  test("J14 failing tests and a missing approval are told together", async () => {
    const id = await journeyOf();
    const messages = [{ node_id: "mail", subject_contains: "never said" }];
    const expected = { name: "Says it", trigger: { event: "signed_up" }, expect: { messages } };
    await ann("POST", `/journeys/${id}/tests`, expected);
    const { body } = await publish(ann, id);
    expect((body as { errors: { code: string }[] }).errors.map(({ code }) => code)).toEqual([
      "test_failed",
      "approval_needed",
    ]);
  });
});

describe("one's own words", () => {
  beforeAll(needApproval);
  const ownWords = {
    status: 403,
    body: { detail: expect.stringMatching(/saved this draft or one of its mails last: somebody else/) },
  };
  const approversOf = async (id: string) =>
    ((await ann("GET", `/journeys/${id}/approvals`)).body as { approvers: { email: string }[] }).approvers.map(
      ({ email }) => email,
    );

  test("J14 nobody approves a draft that they have saved last, also when a key asked for it; they may ask for changes", async () => {
    const id = await journeyOf();
    const asked = await key("POST", `/journeys/${id}/approvals`, {});
    expect(asked.body).toMatchObject({ saved_by: { name: "ann@example.com" } });
    const request = idOf(asked);
    expect(await decide(ann, id, request)).toMatchObject(ownWords);
    expect(await approversOf(id)).not.toContain("ann@example.com");
    const overview = (await ann("GET", "/overview")).body as { attention: { journey_id?: string }[] };
    expect(overview.attention.some(({ journey_id }) => journey_id === id)).toBe(false);
    const words = "The wait is too short.";
    expect(await decide(ann, id, request, { decision: "changes_asked", words })).toMatchObject({ status: 200 });
  });

  test("J14 who edits after somebody else asked does not approve it once it is asked again", async () => {
    const id = await journeyOf();
    await ask(ann, id);
    await bob("PATCH", `/journeys/${id}`, { graph: graphOf("P4D") }, { "if-match": "*" });
    expect(await approversOf(id)).not.toContain("bob@example.com");
    const request = await ask(ann, id);
    expect(await decide(bob, id, request)).toMatchObject(ownWords);
    expect(await approversOf(id)).not.toContain("bob@example.com");
    expect(await decide(admin, id, request)).toMatchObject({ status: 200 });
  });

  test("J14 whoever wrote a mail of it last does not approve it", async () => {
    const id = await journeyOf();
    const { document } = await prisma().template.findUniqueOrThrow({ where: { id: template } });
    await bob("PATCH", `/templates/${template}`, { document }, { "if-match": "*" });
    const request = await ask(ann, id);
    expect(await decide(bob, id, request)).toMatchObject(ownWords);
  });

  test("J14 a name, a moved card and a note are no words of one's own, nor is what a key saves", async () => {
    const id = await journeyOf();
    const { nodes, edges } = graphOf("P1D");
    const moved = nodes.map((node, n) => ({ ...node, position: { x: n, y: 40 } }));
    const patch = { name: "Another name", graph: { nodes: moved, edges, notes: [{ node: "rest", text: "Why?" }] } };
    await bob("PATCH", `/journeys/${id}`, patch, { "if-match": "*" });
    await bob("PATCH", `/templates/${template}`, { name: "Welcome mail" }, { "if-match": "*" });
    await key("PATCH", `/journeys/${id}`, { graph: graphOf("P6D") }, { "if-match": "*" });
    const request = await ask(key, id);
    expect(await decide(ann, id, request)).toMatchObject(ownWords);
    expect(await decide(bob, id, request)).toMatchObject({ status: 200 });
  });

  test("J14 who copies a journey or brings it in by a file has saved it", async () => {
    const original = await journeyOf();
    const copy = idOf(await bob("POST", `/journeys/${original}/duplicate`));
    expect(await decide(bob, copy, await ask(ann, copy))).toMatchObject(ownWords);
    const installed = await bob("POST", "/gallery/birthday/install", {});
    const { journey } = installed.body as { journey: Id };
    expect(await decide(bob, journey.id, await ask(ann, journey.id))).toMatchObject(ownWords);
  });
});

describe("an approval is of content", () => {
  beforeAll(needApproval);

  test("J14 a change of the draft ends it, undoing the change brings it back, and a moved card or a note is no change", async () => {
    const id = await journeyOf();
    await approved(id);
    await save(id, { graph: graphOf("P3D") });
    expect(await publish(ann, id)).toMatchObject(needed(/the steps have changed since approval was asked for/));
    expect(await draftOf(id)).toMatchObject({ state: "changed", changed: { steps: true, settings: false, mails: [] } });
    const { nodes, edges } = graphOf("P1D");
    const moved = nodes.map((node, n) => ({ ...node, position: { x: n, y: 40 } }));
    await save(id, { name: "Another name", graph: { nodes: moved, edges, notes: [{ node: "rest", text: "Why?" }] } });
    expect((await draftOf(id)).state).toBe("approved");
    await save(id, { settings: { reentry: { policy: "once" } } });
    expect(await draftOf(id)).toMatchObject({ state: "changed", changed: { steps: false, settings: true } });
    await save(id, { settings: { reentry: { policy: "once_at_a_time" } } });
    expect(await publish(ann, id)).toMatchObject({ status: 200 });
  });

  test("J14 a change of one of its mails, of a reusable block or of the brand ends it, and is named", async () => {
    const block = idOf(await ann("POST", "/templates", { name: "Footer", kind: "block" }));
    const row = await prisma().template.findUniqueOrThrow({ where: { id: template } });
    const document = row.document as { blocks: object[] };
    const shown = [...document.blocks, { id: "shared", type: "shared", block_id: block }];
    await prisma().template.update({ where: { id: template }, data: { document: { ...document, blocks: shown } } });
    const id = await journeyOf();
    await approved(id);

    const before = await prisma().template.findUniqueOrThrow({ where: { id: template } });
    const saidOtherwise = { ...(before.document as object), subject: "Another subject" };
    await prisma().template.update({ where: { id: template }, data: { document: saidOtherwise } });
    expect(await publish(ann, id)).toMatchObject(needed(/one mail has changed since/));
    expect((await draftOf(id)).changed).toMatchObject({ steps: false, mails: [{ name: "Welcome mail" }] });
    await prisma().template.update({ where: { id: template }, data: { document: before.document ?? {} } });
    expect((await draftOf(id)).state).toBe("approved");

    const part = await prisma().template.findUniqueOrThrow({ where: { id: block } });
    const text = { ...(part.document as object), preheader: "New" };
    await prisma().template.update({ where: { id: block }, data: { document: text } });
    expect((await draftOf(id)).changed).toMatchObject({ mails: [{ name: "Footer" }] });
    await prisma().template.update({ where: { id: block }, data: { document: part.document ?? {} } });

    const { settings } = (await owner("GET", "/workspace")).body as { settings: { brand: object } };
    await owner("PATCH", "/workspace", {
      settings: { ...settings, brand: { ...settings.brand, company_name: "New" } },
    });
    expect((await draftOf(id)).changed).toMatchObject({ mails: [], brand: true });
    await owner("PATCH", "/workspace", { settings });
    expect(await publish(ann, id)).toMatchObject({ status: 200 });
  });

  test("J14 what was approved once can be published again, whatever was asked since: a rollback waits for nobody", async () => {
    const id = await journeyOf();
    await approved(id);
    await publish(ann, id);
    await save(id, { graph: graphOf("P9D") });
    await approved(id);
    await publish(ann, id);
    await save(id, { graph: graphOf("P1D") });
    expect(await publish(ann, id)).toMatchObject({ status: 200, body: { version: 3 } });
  });

  test("J14 what the draft no longer says cannot be approved; changes can be asked for all the same", async () => {
    const id = await journeyOf();
    const request = await ask(ann, id);
    await save(id, { graph: graphOf("P5D") });
    expect(await decide(bob, id, request)).toMatchObject({
      status: 409,
      body: { errors: [{ code: "draft_changed" }] },
    });
    const asked = await bob("GET", `/journeys/${id}/approvals/${request}`);
    expect(asked.body).toMatchObject({ graph: { nodes: [{}, { config: { duration: "P1D" } }, {}] } });
    expect(await decide(bob, id, request, { decision: "changes_asked", words: "Which?" })).toMatchObject({
      status: 200,
    });
  });

  test("J14 the mails of what was asked for are compared as they were then", async () => {
    const id = await journeyOf();
    await ask(ann, id);
    const before = await prisma().template.findUniqueOrThrow({ where: { id: template } });
    const subject = "Said after asking";
    await prisma().template.update({
      where: { id: template },
      data: { document: { ...(before.document as object), subject } },
    });
    const since = await ann("GET", `/journeys/${id}/compare?before=asked&after=draft`);
    expect(since.body).toMatchObject({ mails: [{ node_id: "mail", after: { subject } }] });
    const asked = await ann("GET", `/journeys/${id}/compare?before=live&after=asked`);
    expect(asked.body).toMatchObject({ mails: [{ node_id: "mail", before: null }] });
    expect(JSON.stringify(asked.body)).not.toContain(subject);
    await prisma().template.update({ where: { id: template }, data: { document: before.document ?? {} } });
  });
});

describe("at the same time", () => {
  beforeAll(needApproval);
  const statuses = (answers: { status: number }[]) => answers.map(({ status }) => status).sort();

  test("J14 of two who decide at once one does, and the other is told", async () => {
    const id = await journeyOf();
    const request = await ask(ann, id);
    const changes = { decision: "changes_asked", words: "Wait." };
    const answers = await Promise.all([decide(bob, id, request), decide(admin, id, request, changes)]);
    expect(statuses(answers)).toEqual([200, 409]);
    expect(
      await prisma().auditEntry.count({
        where: { target: id, action: { in: ["journey.approved", "journey.changes_asked"] } },
      }),
    ).toBe(1);
  });

  test("J14 asked by several at once there is one request", async () => {
    const id = await journeyOf();
    const answers = await Promise.all([ann, bob, admin].map((by) => by("POST", `/journeys/${id}/approvals`, {})));
    expect(statuses(answers)).toEqual([201, 409, 409]);
    expect(await prisma().approval.count({ where: { journeyId: id, open: true } })).toBe(1);
  });

  test("J14 what is approved while the draft is being saved is never published as something else", async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await journeyOf(`Race ${round}`);
      const request = await ask(ann, id);
      await Promise.all([
        decide(bob, id, request),
        ann("PATCH", `/journeys/${id}`, { graph: graphOf("P8D") }, { "if-match": "*" }),
        publish(key, id),
      ]);
      const version = await prisma().journeyVersion.findFirst({ where: { journeyId: id } });
      expect(JSON.stringify(version?.graph ?? "")).not.toContain("P8D");
      expect(await publish(ann, id)).toMatchObject({ status: 422 });
    }
  });

  test("J14 asking while it is published, and publishing twice, leave nothing half done", async () => {
    const id = await journeyOf();
    await approved(id);
    const answers = await Promise.all([
      publish(ann, id),
      publish(key, id),
      bob("POST", `/journeys/${id}/approvals`, {}),
    ]);
    expect(statuses(answers)).toEqual([200, 200, 409]);
    expect(await prisma().journeyVersion.count({ where: { journeyId: id } })).toBe(2);
    expect(await prisma().approval.count({ where: { journeyId: id, open: true } })).toBe(0);
  });
});

describe("who hears of it", () => {
  beforeAll(needApproval);
  const needsOf = async (by: Call, id: string) =>
    ((await by("GET", "/overview")).body as { attention: { kind: string; journey_id?: string }[] }).attention
      .filter(({ journey_id }) => journey_id === id)
      .map(({ kind }) => kind);

  test("J14 it needs those who may approve, then who has asked, and nobody once it is published", async () => {
    const id = await journeyOf("Heard of");
    const request = await ask(ann, id, "Look, please.");
    expect(await Promise.all([ann, bob, admin, viewer, key].map((by) => needsOf(by, id)))).toEqual([
      [],
      ["approval_wanted"],
      ["approval_wanted"],
      [],
      [],
    ]);
    await decide(bob, id, request);
    expect(await Promise.all([ann, bob].map((by) => needsOf(by, id)))).toEqual([["approval_given"], []]);
    await publish(bob, id);
    expect(await needsOf(ann, id)).toEqual([]);
  });

  test("J14 members who may approve get a mail, and who has asked gets the answer", async () => {
    const id = await journeyOf("By mail");
    const request = await ask(ann, id, "Before <Friday>.");
    await run.settle();
    const mailsAbout = async (words: string) => {
      const { body } = await owner("GET", `/messages?search=${encodeURIComponent(words)}`);
      return (body as { data: { id: string; to: string; status: string; origin: string; journey_id: null }[] }).data;
    };
    const told = await mailsAbout("approval of “By mail”");
    const addresses = told.map(({ to }) => to);
    expect(addresses).toContain("bob@example.com");
    expect(addresses).not.toContain("ann@example.com");
    expect(addresses.some((to) => to.startsWith("viewer"))).toBe(false);
    expect(told.every(({ origin, status }) => origin === "notice" && status === "sent")).toBe(true);
    const { body } = await owner("GET", `/messages/${told[0]?.id}`);
    expect(body).toMatchObject({ html: expect.stringContaining("Before &lt;Friday&gt;.") });
    expect(body).toMatchObject({ text: expect.stringContaining(`/journeys/${id}?compare=live..asked`) });
    await decide(bob, id, request, { decision: "changes_asked", words: "Not yet." });
    await run.settle();
    expect((await mailsAbout("asks for changes in “By mail”")).map(({ to }) => to)).toEqual(["ann@example.com"]);
  });

  test("J14 another workspace sees and decides nothing of it", async () => {
    const id = await journeyOf();
    const request = await ask(ann, id);
    const other = await createWorkspace();
    const stranger = await sessionClient(other, "owner");
    expect(await stranger("GET", `/journeys/${id}/approvals`)).toMatchObject({ status: 404 });
    expect(await decide(stranger, id, request)).toMatchObject({ status: 404 });
    expect(await withWorkspace(other.id, (tx) => tx.approval.count())).toBe(0);
    const mine = await journeyOf("Mine");
    expect(await decide(bob, mine, request)).toMatchObject({ status: 404 });
    expect((await ann("GET", `/journeys/${id}`)).body as Revised).toMatchObject({ approval: { state: "waiting" } });
  });
});
