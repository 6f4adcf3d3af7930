import { expect, test } from "vitest";
import { compactStats } from "@/lib/commands/compact-stats";
import { pool } from "@/lib/db/pool";
import { createSubscriber } from "@/lib/testing/factories";
import { driveJourneys, sketchGraph } from "@/lib/testing/journey-driver";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { keyClient } from "./_testing/api-driver";

setUpTestDatabase();
process.env.APP_SECRET = "a-secret-for-tests-that-is-long-enough";

const graph = sketchGraph({
  nodes: [
    { id: "start", type: "trigger.event", config: { event: "signed_up" } },
    { id: "hello", type: "email", config: { subject: "Hello {{ first_name }}", body: "Welcome, {{ first_name }}." } },
    { id: "vip", type: "branch", config: { condition: { path: "plan", op: "equals", value: "pro" } } },
    { id: "rest", type: "wait", config: { duration: "P2D" } },
    { id: "more", type: "email", config: { subject: "More", body: "More.", when: { tag: "chatty" } } },
    { id: "out", type: "exit", config: { reason: "not a customer" } },
  ],
  edges: ["start -> hello", "hello -> vip", "vip -yes-> rest", "vip -no-> out", "rest -> more"],
});

async function scene() {
  const driver = await driveJourneys({ startAt: "2026-03-02T10:00:00Z" });
  const api = await keyClient(driver.workspace.id);
  const created = await api("POST", "/journeys", { name: "Welcome", graph });
  const { id } = created.body as { id: string };
  return { driver, api, id };
}

test("J3 publishing an unfinished draft names every problem and the node it is at, and changes nothing", async () => {
  const { api, id } = await scene();
  const broken = { nodes: [{ id: "mail", type: "email", config: {} }], edges: [] };
  await api("PATCH", `/journeys/${id}`, { graph: broken }, { "if-match": "*" });
  const refused = await api("POST", `/journeys/${id}/publish`);
  expect(refused).toMatchObject({ status: 422, body: { title: "Invalid" } });
  const { problems } = refused.body as { problems: { code: string; message: string; node_id?: string }[] };
  expect(problems.length).toBeGreaterThan(1);
  expect(problems.some(({ node_id }) => node_id === "mail")).toBe(true);
  expect(problems.every(({ code, message }) => code !== "" && message !== "")).toBe(true);
  expect(await api("GET", `/journeys/${id}`)).toMatchObject({ body: { status: "draft", version: null } });
});

test("J1 publish, pause, resume, archive: each is answered with the journey, and impossible ones with 409", async () => {
  const { api, id } = await scene();
  expect(await api("POST", `/journeys/${id}/pause`)).toMatchObject({ status: 409 });
  expect(await api("POST", `/journeys/${id}/publish`)).toMatchObject({
    status: 200,
    body: { status: "active", version: 1, unpublished_changes: false },
  });
  expect(await api("DELETE", `/journeys/${id}`)).toMatchObject({ status: 409 });
  expect(await api("POST", `/journeys/${id}/pause`)).toMatchObject({ status: 200, body: { status: "paused" } });
  expect(await api("POST", `/journeys/${id}/resume`)).toMatchObject({ status: 200, body: { status: "active" } });
  const renamed = await api("PATCH", `/journeys/${id}`, { graph: { nodes: [], edges: [] } }, { "if-match": "*" });
  expect(renamed).toMatchObject({ status: 200, body: { unpublished_changes: true } });
  expect(await api("GET", `/journeys/${id}/versions`)).toMatchObject({ body: { data: [{ number: 1, live: true }] } });
  expect(await api("POST", `/journeys/${id}/archive`)).toMatchObject({ status: 200, body: { status: "archived" } });
  expect(await api("POST", `/journeys/${id}/publish`)).toMatchObject({ status: 409 });
  expect(await api("DELETE", `/journeys/${id}`)).toMatchObject({ status: 204 });
});

test("a person is enrolled, followed visit by visit, and taken out", async () => {
  const { driver, api, id } = await scene();
  await createSubscriber(driver.workspace.id, { externalId: "ada", firstName: "Ada", attributes: { plan: "pro" } });
  expect(await api("POST", `/journeys/${id}/enrollments`, { external_id: "ada" })).toMatchObject({ status: 409 });
  await api("POST", `/journeys/${id}/publish`);
  expect(await api("POST", `/journeys/${id}/enrollments`, { external_id: "nobody" })).toMatchObject({ status: 404 });
  const enrolled = await api("POST", `/journeys/${id}/enrollments`, { external_id: "ada", properties: { via: "api" } });
  expect(enrolled).toMatchObject({ status: 201, body: { state: "active", external_id: "ada", node_id: "start" } });
  const { id: run } = enrolled.body as { id: string };
  await driver.settle();

  const followed = await api("GET", `/enrollments/${run}`);
  expect(followed).toMatchObject({
    body: {
      state: "active",
      node_id: "rest",
      version: 1,
      trigger: { node_id: "start", properties: { via: "api" } },
      visits: [
        { node_id: "start", port: "next", outcome: "passed" },
        { node_id: "hello", port: "next", outcome: "passed" },
        { node_id: "vip", port: "yes", outcome: "passed", seen: [{ path: "plan", value: "pro" }] },
        { node_id: "rest", port: null, outcome: "waiting", left_at: null },
      ],
    },
  });
  const { due_at, visits } = followed.body as { due_at: string; visits: { message_id?: string; entered_at: string }[] };
  expect(Date.parse(due_at) - Date.parse(visits[3]?.entered_at ?? "")).toBe(2 * 86_400_000);
  expect(await api("GET", `/messages/${visits[1]?.message_id}`)).toMatchObject({
    body: { node_id: "hello", subject: "Hello Ada", status: "sent", to: "ada@example.com", enrollment_id: run },
  });
  for (const [query, found] of [
    ["node_id=hello", [{ node_id: "hello", external_id: "ada" }]],
    [`node_id=hello&journey_id=${id}`, [{ node_id: "hello", external_id: "ada" }]],
    ["node_id=vip", []],
  ] as const)
    expect(await api("GET", `/messages?${query}`)).toMatchObject({ status: 200, body: { data: found } });
  expect(await api("GET", `/journeys/${id}/people?node_id=rest`)).toMatchObject({
    body: { data: [{ external_id: "ada", node_id: "rest", state: "active" }] },
  });
  expect(await api("GET", `/journeys/${id}/people?node_id=hello&state=passed`)).toMatchObject({
    body: { data: [{ external_id: "ada" }] },
  });
  expect(await api("GET", `/journeys/${id}/enrollments?state=active`)).toMatchObject({ body: { data: [{ id: run }] } });

  expect(await api("POST", `/enrollments/${run}/exit`, { reason: "asked us to" })).toMatchObject({
    status: 200,
    body: { state: "exited", end_reason: "asked us to", node_id: null, due_at: null },
  });
  expect(await api("POST", `/enrollments/${run}/exit`)).toMatchObject({ status: 409 });
  const timeline = await api("GET", "/subscribers/ada/timeline");
  const { data } = timeline.body as { data: { kind: string }[] };
  expect(data.map(({ kind }) => kind).sort()).toEqual(["ended", "engagement", "entered", "message"]);
  const export_ = await api("GET", "/subscribers/ada/export");
  expect(export_).toMatchObject({
    status: 200,
    body: {
      subscriber: { external_id: "ada" },
      enrollments: [{ state: "exited" }],
      messages: [{ subject: "Hello Ada" }],
    },
  });
});

test("a timeline read page by page is the timeline read at once", async () => {
  const { driver, api } = await scene();
  for (const n of [1, 2, 3, 4, 5, 6, 7]) await driver.ingest("bob", "clicked", { n });
  const whole = (await api("GET", "/subscribers/bob/timeline")).body as { data: { id: string }[] };
  expect(whole.data).toHaveLength(7);
  const paged: { id: string }[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const query: string = cursor === "" ? "" : `&cursor=${cursor}`;
    const { body } = await api("GET", `/subscribers/bob/timeline?limit=2${query}`);
    const { data, next_cursor } = body as { data: { id: string }[]; next_cursor: string | null };
    paged.push(...data);
    cursor = next_cursor;
  }
  expect(paged).toEqual(whole.data);
});

/** The same figures counted from what happened: walks, sends and runs. */
async function figuresFromLogs(journeyId: string) {
  const { rows: steps } = await pool().query<{
    node: string;
    entered: string;
    left: Record<string, number>;
    skipped: string;
  }>(
    `with step as (
       select w.enrollment_id, s->>'node' as node, (s->>'visit')::int as visit, s->>'port' as port, s->>'outcome' as outcome
       from walks w join enrollments e on e.id = w.enrollment_id, jsonb_array_elements(w.steps) s where e.journey_id = $1)
     select node, count(distinct (enrollment_id, visit)) as entered, count(*) filter (where outcome = 'skipped') as skipped,
       (select coalesce(jsonb_object_agg(port, n), '{}') from (
          select port, count(*) n from step x where x.node = step.node and port is not null group by port) ports) as left
     from step group by node`,
    [journeyId],
  );
  const { rows: waiting } = await pool().query<{ node: string; n: string }>(
    `select v.graph->'nodes'->(w.node::int)->>'id' as node, count(*) as n from waiting w
     join journey_versions v on v.id = w.version_id where v.journey_id = $1 group by 1`,
    [journeyId],
  );
  const { rows: states } = await pool().query<{ state: string; n: string }>(
    "select state, count(*) as n from enrollments where journey_id = $1 group by 1",
    [journeyId],
  );
  const { rows: sends } = await pool().query<{ sent: string; delivered: string }>(
    `select count(*) filter (where d.status = 'sent') as sent, count(delivered_at) as delivered
     from sends d join journey_versions v on v.id = d.version_id where v.journey_id = $1`,
    [journeyId],
  );
  const state = (name: string) => Number(states.find((row) => row.state === name)?.n ?? 0);
  return {
    entered: states.reduce((sum, { n }) => sum + Number(n), 0),
    active: state("active"),
    completed: state("completed"),
    exited: state("exited"),
    messages: { sent: Number(sends[0]?.sent), delivered: Number(sends[0]?.delivered) },
    nodes: new Map(
      steps.map(({ node, entered, left, skipped }) => [
        node,
        {
          entered: Number(entered),
          left,
          skipped: Number(skipped),
          waiting: Number(waiting.find((row) => row.node === node)?.n ?? 0),
        },
      ]),
    ),
  };
}

test("the report says what SQL over walks, runs and sends says, before and after the counters are folded", async () => {
  const { driver, api, id } = await scene();
  await api("POST", `/journeys/${id}/publish`);
  for (let n = 0; n < 12; n += 1) {
    const traits = { email: `p${n}@example.com`, plan: n % 3 === 0 ? "free" : "pro" };
    await driver.ingest(`p${n}`, "signed_up", {}, traits);
    if (n % 2 === 0) await api("PUT", `/subscribers/p${n}`, { tags: ["chatty"] });
  }
  await driver.settle();
  await driver.moveClock("P1D");
  for (const n of [20, 21, 22])
    await driver.ingest(`p${n}`, "signed_up", {}, { email: `p${n}@example.com`, plan: "pro" });
  await driver.settle();
  await driver.advance("P1DT1H");

  const expected = await figuresFromLogs(id);
  expect(expected).toMatchObject({ entered: 15, active: 3, exited: 4, completed: 8 });
  for (const folded of [false, true]) {
    if (folded) expect(await compactStats()).toBeGreaterThan(0);
    const { body } = await api("GET", `/journeys/${id}/report`);
    const { nodes, ...report } = body as { nodes: { node_id: string }[] };
    const { nodes: expectedNodes, ...figures } = expected;
    expect(report).toMatchObject(figures);
    expect(nodes.map(({ node_id }) => node_id)).toEqual(graph.nodes.map((node) => node.id));
    for (const node of nodes) expect({ ...node }).toMatchObject(expectedNodes.get(node.node_id) ?? {});
    expect(await api("GET", `/journeys/${id}/counts`)).toMatchObject({
      body: { version: 1, nodes: { rest: { waiting: 3, entered: 11, left: { next: 8 } } } },
    });
  }
  const secondDay = await api("GET", `/journeys/${id}/report?from=2026-03-03&to=2026-03-03`);
  expect(secondDay).toMatchObject({ body: { entered: 3, completed: 0, messages: { sent: 3 } } });
  const untilMidnight = await api("GET", `/journeys/${id}/report?from=2026-03-03T00:00:00Z&to=2026-03-04T00:00:00Z`);
  expect(untilMidnight.body).toEqual(secondDay.body);
  expect(await api("GET", `/journeys/${id}/report?version=1`)).toMatchObject({ body: { entered: 15, version: 1 } });
  expect(await api("GET", `/journeys/${id}/report?version=7`)).toMatchObject({ status: 422 });
  const { series } = (await api("GET", `/journeys/${id}/report`)).body as { series: unknown };
  expect(series).toMatchObject([
    { day: "2026-03-02", entered: 12, exited: 4, active: 8 },
    { day: "2026-03-03", entered: 3, active: 11 },
    { day: "2026-03-04", completed: 8, active: 3 },
  ]);
  expect(await api("GET", "/overview")).toMatchObject({
    body: { active_enrollments: 3, messages: { sent: expected.messages.sent }, top_journeys: [{ id, entered: 15 }] },
  });
});

test("J4 a simulation tells the path and the mails of an invented person and writes nothing", async () => {
  const { driver, api, id } = await scene();
  const tables = ["enrollments", "walks", "sends", "events", "subscribers", "audit_log", "waiting"];
  const countAll = async () =>
    Promise.all(tables.map(async (t) => (await pool().query(`select count(*) from ${t}`)).rows[0]?.count));
  const before = await countAll();
  const simulated = await api("POST", `/journeys/${id}/simulate`, {
    subscriber: { email: "ada@example.com", first_name: "Ada", attributes: { plan: "pro" }, tags: ["chatty"] },
    trigger: { event: "signed_up", properties: {} },
    start_at: "2026-05-01T09:00:00Z",
  });
  expect(simulated).toMatchObject({
    status: 200,
    body: {
      ended: "completed",
      visits: [
        { node_id: "start" },
        { node_id: "hello" },
        { node_id: "vip", port: "yes" },
        { node_id: "rest" },
        { node_id: "more" },
      ],
      messages: [
        { node_id: "hello", channel: "email", at: "2026-05-01T09:00:00.000Z", subject: "Hello Ada" },
        { node_id: "more", at: "2026-05-03T09:00:00.000Z", subject: "More" },
      ],
    },
  });
  const { messages } = simulated.body as { messages: { html: string; text: string }[] };
  expect(messages[0]?.html).toContain("Welcome, Ada.");
  expect(messages[0]?.text).toContain("Welcome, Ada.");
  expect(await countAll()).toEqual(before);

  await createSubscriber(driver.workspace.id, { externalId: "bob", attributes: { plan: "free" } });
  expect(
    await api("POST", `/journeys/${id}/simulate`, { external_id: "bob", trigger: { event: "signed_up" } }),
  ).toMatchObject({ body: { ended: "exited", reason: "not a customer", visits: { length: 4 } } });
  expect(await api("POST", `/journeys/${id}/simulate`, { external_id: "nobody" })).toMatchObject({ status: 422 });
});
