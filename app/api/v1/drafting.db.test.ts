import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Proposal } from "@/lib/api/schemas/drafting";
import type { ImportPlan } from "@/lib/api/schemas/journey-file";
import { proposeJourney } from "@/lib/commands/drafting/propose-journey";
import { prisma } from "@/lib/db/prisma";
import { createSubscriber, createWorkspace } from "@/lib/testing/factories";
import { startFakeLlm } from "@/lib/testing/fake-llm";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { type Answer, type Call, keyClient } from "./_testing/api-driver";
import { sessionClient } from "./_testing/session-client";
import { handleApiRequest } from "./handle-api-request";

setUpTestDatabase();
process.env.APP_SECRET = "a-secret-for-tests-that-is-long-enough";
process.env.APP_URL = "http://localhost:3000";

const KEY = "sk-of-the-operator-4711";
let llm: Awaited<ReturnType<typeof startFakeLlm>>;
beforeAll(async () => {
  llm = await startFakeLlm({ apiKey: KEY });
});
beforeEach(() => {
  Object.assign(process.env, { LLM_URL: llm.base, LLM_MODEL: llm.model, LLM_API_KEY: KEY });
  llm.forget();
});
afterAll(async () => {
  for (const name of ["LLM_URL", "LLM_MODEL", "LLM_API_KEY"]) delete process.env[name];
  await llm.stop();
});

type Id = { id: string };
type Scene = { workspaceId: number; slug: string; call: Call & { secret: string }; journey: string };
const empty = { nodes: [], edges: [] };

/** A workspace of its own (drafts are counted by workspace) with a journey. */
async function scene(graph: object = empty): Promise<Scene> {
  const { id: workspaceId, slug } = await createWorkspace();
  const call = await keyClient(workspaceId);
  const { body } = await call("POST", "/journeys", { name: "Untitled journey", graph });
  return { workspaceId, slug, call, journey: (body as Id).id };
}
const propose = ({ call, journey }: Scene, text = "A welcome with a reminder") =>
  call("POST", `/journeys/${journey}/propose`, { text });
const proposalOf = ({ status, body }: Answer): Proposal => {
  expect({ status, body }).toMatchObject({ status: 200 });
  return body as Proposal;
};
const accept = ({ call, journey }: Scene, { file, revision }: Proposal) =>
  call(
    "POST",
    "/journeys/import",
    { file, journey_id: journey, shared: "keep", tests: "keep" },
    { "if-match": `"${revision}"` },
  );
const promptOf = (turn = 0) => JSON.stringify(llm.chats[turn]?.messages);

const welcome = {
  say: "A welcome, and a reminder for who has not opened it.",
  name: "Welcome",
  steps: [
    { id: "start", type: "trigger.event", config: { event: "user_registered" }, next: "hello" },
    { id: "hello", type: "email", mail: "welcome", next: "pause" },
    { id: "pause", type: "wait", config: { duration: "P2D" }, next: "opened" },
    {
      id: "opened",
      type: "branch",
      config: { condition: { message: "opened", node_id: "hello" } },
      next: { yes: null, no: "again" },
    },
    { id: "again", type: "email", mail: "reminder" },
  ],
  mails: {
    welcome: {
      name: "Welcome",
      subject: "Good to have you",
      paragraphs: ['Hello {{ first_name | default: "there" }}.'],
    },
    reminder: {
      name: "Reminder",
      subject: "One more thing",
      preview: "In case you missed it",
      paragraphs: ["It is **still** here."],
      button: { label: "Take a look", href: "https://example.com/start" },
    },
  },
};

describe("J13 a journey is drafted from a sentence", () => {
  test("J13 on an empty journey: a proposal with changes, mails and problems; nothing is stored until it is accepted", async () => {
    const here = await scene();
    llm.say(welcome);
    const proposal = proposalOf(await propose(here));
    expect(proposal).toMatchObject({
      revision: 1,
      model: "fake-1",
      say: welcome.say,
      turns: 1,
      draft: { name: "Welcome" },
      mails_made: [{ name: "Welcome" }, { name: "Reminder" }],
      test_run: { passed: 0, failed: 0 },
    });
    expect(proposal.changes.map(({ kind, sentence }) => `${kind}: ${sentence}`)).toEqual([
      "settings: What the journey is called",
      expect.stringMatching(/^added: .*“user_registered”/),
      "added: Send email: Send “Welcome”",
      "added: Wait 2 days",
      expect.stringMatching(/^added: .*pened “Welcome”\?$/),
      "added: Send email: Send “Reminder”",
    ]);
    expect(proposal.mails).toMatchObject([
      {
        node_id: "hello",
        before: null,
        after: { subject: "Good to have you", text: expect.stringContaining("Hello Ada.") },
      },
      { node_id: "again", before: null, after: { html: expect.stringContaining("<strong>still</strong>") } },
    ]);
    expect(proposal.problems.map(({ severity, code }) => `${severity} ${code}`)).toContain(
      "warning email_link_example",
    );
    expect(await prisma().template.count({ where: { workspaceId: here.workspaceId } })).toBe(0);
    expect(await prisma().journey.findUnique({ where: { id: here.journey } })).toMatchObject({
      revision: 1,
      graph: empty,
    });

    const accepted = await accept(here, proposal);
    expect(accepted).toMatchObject({
      status: 200,
      body: { journey: { action: "update" }, templates: [{ action: "create" }, { action: "create" }], applied: true },
    });
    const stored = await here.call("GET", `/journeys/${here.journey}`);
    expect(stored.body).toMatchObject({ name: "Welcome", revision: 2 });
    expect(await prisma().template.count({ where: { workspaceId: here.workspaceId } })).toBe(2);
    expect(await here.call("POST", `/journeys/${here.journey}/publish`, {})).toMatchObject({ status: 200 });
  });

  test("J13 the model is told names, never a person's data, an address or a credential", async () => {
    const here = await scene({
      nodes: [
        { id: "start", type: "trigger.manual", config: {} },
        {
          id: "hook",
          type: "webhook",
          config: { url: "https://hooks.example.com/T0-4712", headers: { Authorization: "Bearer sk-4713" } },
        },
        { id: "task", type: "create_task", config: { title: "Call them", assignees: ["grace.4714@example.com"] } },
      ],
      edges: [
        { from: "start", port: "next", to: "hook" },
        { from: "hook", port: "next", to: "task" },
      ],
    });
    await createSubscriber(here.workspaceId, {
      externalId: "user-4715",
      email: "ada.4716@example.com",
      firstName: "Ada-4717",
      attributes: { plan: "platinum-4718" },
      tags: ["beta-testers"],
    });
    const event = {
      userId: "user-4715",
      event: "order_placed",
      properties: { total_4: 4719, note: "ring twice 4720" },
    };
    expect((await here.call("POST", "/track", event)).status).toBe(202);
    await here.call("POST", "/segments", { name: "Regular buyers", condition: { event: "order_placed" } });
    await here.call("POST", "/templates", { name: "Newsletter" });
    llm.say({ steps: [{ id: "start" }, { id: "hook" }, { id: "task" }] });
    const proposal = proposalOf(await propose(here, "Leave it as it is"));
    expect(proposal.changes).toEqual([]);
    expect(proposal.draft.graph.nodes[2]?.config.assignees).toEqual(["grace.4714@example.com"]);
    const told = promptOf();
    for (const name of [
      "order_placed",
      "total_4",
      "plan",
      "beta-testers",
      "@segments/regular-buyers",
      "newsletter",
      "Leave it as it is",
    ])
      expect(told).toContain(name);
    for (const secret of [/471[2-9]/, /4720/, /sk-/, KEY]) expect(told).not.toMatch(secret);
  });

  test("J13 a change edits what is there: other steps, tests and mails stay, and the new mail takes nobody's place", async () => {
    const here = await scene();
    llm.say(welcome);
    await accept(here, proposalOf(await propose(here)));
    const expected = { path: [{ node_id: "start" }, { node_id: "hello" }], ended: "completed" };
    const saved = await here.call("POST", `/journeys/${here.journey}/tests`, { name: "Opens", expect: expected });
    expect(saved.status).toBe(201);
    llm.say({
      steps: [
        ...["start", "hello", "pause", "opened"].map((id) => ({ id })),
        { id: "again", next: "week" },
        { id: "week", type: "wait", config: { duration: "P7D" }, next: "last" },
        { id: "last", type: "email", mail: "new" },
      ],
      mails: { new: { name: "Reminder", subject: "The last one", paragraphs: ["Bye."] } },
    });
    const proposal = proposalOf(await propose(here, "And a last one a week later"));
    expect(promptOf(1)).toContain("It is still here.");
    expect(proposal.changes.map(({ kind, sentence }) => `${kind}: ${sentence}`)).toEqual([
      "added: Wait 7 days",
      "added: Send email: Send “Reminder 2”",
      "ways: One exit leads elsewhere",
    ]);
    expect(proposal.test_run).toMatchObject({ results: [{ name: "Opens" }] });
    expect((await accept(here, proposal)).status).toBe(200);
    expect(await prisma().journeyTest.count({ where: { journeyId: here.journey } })).toBe(1);
    const names = await prisma().template.findMany({
      where: { workspaceId: here.workspaceId },
      orderBy: { name: "asc" },
    });
    expect(names.map(({ name }) => name)).toEqual(["Reminder", "Reminder 2", "Welcome"]);
  });

  test("J13 what a colleague saved meanwhile is not overwritten: accepting is a conflict that says so, and makes nothing", async () => {
    const here = await scene();
    llm.say(welcome);
    const proposal = proposalOf(await propose(here));
    await here.call("PATCH", `/journeys/${here.journey}`, { name: "Theirs" }, { "if-match": '"1"' });
    const refused = await accept(here, proposal);
    expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining("saved meanwhile") } });
    expect(refused.headers.get("etag")).toBe('"2"');
    expect(await prisma().template.count({ where: { workspaceId: here.workspaceId } })).toBe(0);
    const nameless = await here.call("POST", "/journeys/import", { file: proposal.file }, { "if-match": '"2"' });
    expect(nameless).toMatchObject({ status: 422, body: { errors: [{ path: "journey_id" }] } });
  });
});

describe("J13 what the model is asked to mend", () => {
  const broken = {
    ...welcome,
    steps: [{ id: "start", type: "trigger.event", config: { event: "x" }, next: "nowhere" }],
  };

  test("J13 an answer with problems goes back with them, and is mended at the second try", async () => {
    const here = await scene();
    llm.say(broken);
    llm.say(welcome);
    const proposal = proposalOf(await propose(here));
    expect(proposal.turns).toBe(2);
    expect(llm.chats[1]?.messages.map(({ role }) => role)).toEqual(["system", "user", "assistant", "user"]);
    expect(llm.chats[1]?.messages[3]?.content).toMatch(/does not work yet:[\s\S]*nowhere/);
  });

  test("J13 what keeps it from being published is shown beside it when the model cannot mend it", async () => {
    const here = await scene();
    const loose = {
      steps: [...welcome.steps, { id: "goal", type: "goal", config: {} }],
      mails: welcome.mails,
    };
    for (let turn = 0; turn < 3; turn++) llm.say(loose);
    const proposal = proposalOf(await propose(here));
    expect(proposal.turns).toBe(3);
    expect(proposal.problems).toContainEqual(
      expect.objectContaining({ severity: "error", node_id: "goal", code: "missing_setting" }),
    );
    expect((await accept(here, proposal)).status).toBe(200);
  });

  test("J13 what can be no draft is told in words after three tries", async () => {
    const here = await scene();
    for (let turn = 0; turn < 3; turn++) llm.say(broken);
    expect(await propose(here)).toMatchObject({
      status: 422,
      body: { code: "llm_unusable", errors: [{ message: expect.stringContaining("nowhere") }] },
    });
    expect(llm.chats).toHaveLength(3);
  });

  test("J13 a first answer is not lost when the model fails at mending it", async () => {
    const here = await scene();
    llm.say({ steps: [...welcome.steps, { id: "goal", type: "goal", config: {} }], mails: welcome.mails });
    llm.say('{"steps": [', "length");
    const proposal = proposalOf(await propose(here));
    expect(proposal.turns).toBe(1);
    expect(proposal.problems).toContainEqual(
      expect.objectContaining({
        code: "llm_failed",
        severity: "warning",
        message: expect.stringContaining("grew too long"),
      }),
    );
  });
});

describe("J13 what goes wrong is a problem in words", () => {
  test.each([
    ["401", 502, /LLM_API_KEY/, () => Object.assign(process.env, { LLM_API_KEY: "sk-wrong" })],
    ["404", 502, /LLM_MODEL/, () => Object.assign(process.env, { LLM_MODEL: "gone" })],
    ["429", 502, /in 12 seconds/, () => llm.answerNext(1, { status: 429, body: {}, headers: { "retry-after": "12" } })],
    ["500", 502, /trouble of its own/, () => llm.answerNext(1, { status: 500, body: {} })],
    [
      "cut off on the way",
      502,
      /middle of its answer/,
      () => llm.answerNext(1, { status: 200, text: '{"cho', cut: true }),
    ],
    ["no JSON", 502, /chat completion/, () => llm.answerNext(1, { status: 200, text: "<html>" })],
    ["cut off by its length", 502, /grew too long/, () => llm.say("{", "length")],
    ["nobody there", 502, /could not be reached/, () => Object.assign(process.env, { LLM_URL: "http://127.0.0.1:1" })],
  ] as const)("J13 %s", async (_, status, words, arrange) => {
    const here = await scene();
    arrange();
    const answer = await propose(here);
    expect(answer).toMatchObject({ status, body: { code: "llm_failed", detail: expect.stringMatching(words) } });
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(JSON.stringify(answer.body)).not.toContain(KEY);
  });

  test("J13 a server that says nothing is given up in time", async () => {
    const here = await scene();
    llm.answerNext(1, { never: true });
    const settings = { url: llm.base, host: "llm.test", model: llm.model, apiKey: KEY };
    const { signal } = new AbortController();
    const proposed = await proposeJourney(here.workspaceId, here.journey, "x", {
      llm: settings,
      signal,
      timeoutMs: 300,
    });
    expect(proposed).toMatchObject({ ok: false, reason: "llm_failed", failure: { reason: "timed_out" } });
  });

  test("J13 whoever goes away ends the asking", async () => {
    const here = await scene();
    const release = llm.hold();
    const controller = new AbortController();
    const asked = handleApiRequest(
      new Request(`http://localhost:3000/api/v1/journeys/${here.journey}/propose`, {
        method: "POST",
        headers: { authorization: `Bearer ${here.call.secret}`, "content-type": "application/json" },
        body: JSON.stringify({ text: "A welcome" }),
        signal: controller.signal,
      }),
    );
    await expect.poll(() => llm.chats.length).toBe(1);
    controller.abort();
    expect((await asked).status).toBe(499);
    release();
  });

  test("J13 none set, no such journey, archived, too many words, too often", async () => {
    const here = await scene();
    for (let i = 0; i < 11; i++) llm.say({ steps: [] });
    const statuses = [];
    for (let i = 0; i < 11; i++) statuses.push((await propose(here)).status);
    expect(statuses.slice(0, 10)).not.toContain(429);
    expect(statuses[10]).toBe(429);

    const there = await scene();
    const path = `/journeys/${there.journey}/propose`;
    expect(await there.call("POST", path, { text: "x".repeat(4_001) })).toMatchObject({ status: 422 });
    expect(await there.call("POST", path, { text: "  " })).toMatchObject({ status: 422 });
    expect(await there.call("POST", `/journeys/${here.journey}/propose`, { text: "x" })).toMatchObject({ status: 404 });
    const large = {
      nodes: Array.from({ length: 301 }, (_, i) => ({ id: `n${i}`, type: "exit", config: {} })),
      edges: [],
    };
    await there.call("PATCH", `/journeys/${there.journey}`, { graph: large }, { "if-match": "*" });
    expect(await propose(there)).toMatchObject({ status: 422, body: { detail: expect.stringContaining("too large") } });
    await there.call("POST", `/journeys/${there.journey}/archive`, {});
    expect(await propose(there)).toMatchObject({ status: 409 });
    delete process.env.LLM_URL;
    expect(await propose(await scene())).toMatchObject({ status: 503, body: { code: "llm_not_set" } });
  });

  test("J13 only who may edit may ask", async () => {
    const here = await scene();
    for (const role of ["viewer", "analyst"] as const) {
      const call = await sessionClient({ id: here.workspaceId, slug: here.slug }, role);
      expect(await call("POST", `/journeys/${here.journey}/propose`, { text: "x" })).toMatchObject({ status: 403 });
    }
    const call = await sessionClient({ id: here.workspaceId, slug: here.slug }, "editor");
    llm.say(welcome);
    expect(await call("POST", `/journeys/${here.journey}/propose`, { text: "x" })).toMatchObject({ status: 200 });
    expect(llm.chats).toHaveLength(1);
  });
});

describe("J13 what a model answers is not trusted", () => {
  const thrice = (answer: unknown) => {
    for (let turn = 0; turn < 3; turn++) llm.say(answer);
  };
  const start = { id: "start", type: "trigger.manual", next: "x" };

  test.each([
    [
      "a kind of step that nobody has",
      { steps: [start, { id: "x", type: "delete_everybody" }] },
      /delete_everybody|kind/i,
    ],
    ["5,000 steps", { steps: Array.from({ length: 5_000 }, (_, i) => ({ id: `n${i}`, type: "exit" })) }, /300/],
    [
      "settings of another form",
      { steps: [start, { id: "x", type: "wait", config: { duration: "soon" } }] },
      /duration/i,
    ],
    [
      "another workspace's mail by a reference",
      { steps: [start, { id: "x", type: "email", mail: "their-mail" }] },
      /their-mail/,
    ],
  ])("J13 refused: %s", async (_, answer, words) => {
    thrice(answer);
    const refused = await propose(await scene());
    expect(refused).toMatchObject({ status: 422, body: { code: "llm_unusable" } });
    expect(JSON.stringify(refused.body)).toMatch(words);
  });

  test("J13 refused: ids of another workspace's segment and mail", async () => {
    const there = await scene();
    const segment = (await there.call("POST", "/segments", { name: "Theirs", condition: { tag: "x" } })).body as Id;
    const template = (await there.call("POST", "/templates", { name: "Theirs" })).body as Id;
    for (const step of [
      { id: "x", type: "segment_check", config: { segment_id: segment.id } },
      { id: "x", type: "email", config: { template_id: template.id } },
    ]) {
      const here = await scene();
      thrice({ steps: [start, step] });
      expect(await propose(here)).toMatchObject({
        status: 422,
        body: { errors: [expect.objectContaining({ message: expect.stringMatching(/does not exist/) })] },
      });
    }
  });

  test("J13 scripts in texts are text, and a button that runs one is an error", async () => {
    const here = await scene();
    const script = "<script>alert(1)</script>";
    const mails = {
      m: {
        subject: script,
        heading: script,
        paragraphs: [`${script} [x](javascript:alert(1))`],
        button: { label: script, href: "javascript:alert(1)" },
      },
    };
    thrice({ say: script, name: script, steps: [start, { id: "x", type: "email", mail: "m" }], mails });
    const proposal = proposalOf(await propose(here));
    expect(proposal.problems).toContainEqual(
      expect.objectContaining({ code: "email_link_invalid", severity: "error" }),
    );
    expect(JSON.stringify(proposal.mails)).not.toContain("<script>alert");
    thrice({ steps: [start, { id: "x", type: "email", mail: "m" }], mails: { m: { ...mails.m, button: null } } });
    const harmless = proposalOf(await propose(here));
    const [mail] = harmless.mails;
    expect(mail?.after?.html).toContain("&lt;script&gt;");
    expect(mail?.after?.html).not.toMatch(/<script|href="javascript/i);
  });

  test("J13 a call to a private address is an error that stays beside it; a public one is named", async () => {
    const hook = (url: string) => ({ steps: [start, { id: "x", type: "webhook", config: { url } }] });
    thrice(hook("http://169.254.169.254/latest/meta-data"));
    expect(proposalOf(await propose(await scene())).problems).toContainEqual(
      expect.objectContaining({ code: "call_refused", severity: "error", node_id: "x" }),
    );
    llm.say(hook("https://collect.example/x"));
    expect(proposalOf(await propose(await scene())).problems).toContainEqual(
      expect.objectContaining({ code: "new_address", message: expect.stringContaining("collect.example") }),
    );
  });

  test("J13 the import keeps the journey's tests only when it is told to", async () => {
    const here = await scene();
    llm.say(welcome);
    const proposal = proposalOf(await propose(here));
    await accept(here, proposal);
    await here.call("POST", `/journeys/${here.journey}/tests`, { name: "Mine", expect: { ended: "completed" } });
    const rehearsed = await here.call("POST", "/journeys/import", { file: proposal.file, dry_run: true });
    expect((rehearsed.body as ImportPlan).tests.delete).toEqual(["Mine"]);
    const kept = await here.call("POST", "/journeys/import", { file: proposal.file, tests: "keep", dry_run: true });
    expect((kept.body as ImportPlan).tests.delete).toEqual([]);
  });
});
