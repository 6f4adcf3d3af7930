import { createServer, type Server } from "node:http";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { GuardedPlan } from "@/lib/api/schemas/journey-versions";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { driveJourneys, type JourneyDriver, type Sketch, sketchGraph } from "@/lib/testing/journey-driver";
import { nothingWrong, peopleInvariants } from "@/lib/testing/people-invariants";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { archiveJourney } from "./archive-journey";
import { migratePeople } from "./migrate-people";
import { pauseJourney } from "./pause-journey";
import { publishJourney } from "./publish-journey";
import { resumeJourney } from "./resume-journey";
import { sweep } from "./sweep";

setUpTestDatabase();

/** Somebody's server: too busy at first, so that people wait for its answer. */
const hook = { busy: true, url: "" };
let server: Server | undefined;
beforeAll(async () => {
  server = createServer((_, response) => response.writeHead(hook.busy ? 503 : 200).end("{}"));
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  hook.url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/`;
  const node = WAITS.find(({ id }) => id === "hook");
  if (node) node.config = { url: hook.url };
});
afterAll(() => new Promise((resolve) => server?.close(resolve)));

/** Every kind of wait, each behind a start of its own, all leading to a mail and an end. */
const WAITS: Sketch["nodes"] = [
  { id: "wait", type: "wait", config: { duration: "P5D" } },
  { id: "clock", type: "wait_until_time", config: { at: "09:00" } },
  { id: "date", type: "wait_until_date", config: { date: "2026-03-20" } },
  { id: "reply", type: "wait_for_event", config: { events: [{ event: "replied", port: "yes" }], timeout: "P4D" } },
  {
    id: "pro",
    type: "wait_until",
    config: { condition: { path: "plan", op: "equals", value: "pro" }, timeout: "P6D" },
  },
  { id: "hook", type: "webhook" },
];
const exitsOf: Record<string, string[]> = {
  reply: ["yes", "timeout"],
  pro: ["met", "timeout"],
  hook: ["next", "error"],
};
const starts = WAITS.map(({ id }) => ({ id: `to_${id}`, type: "trigger.event", config: { event: `to_${id}` } }));
const every: Sketch = {
  nodes: [
    ...starts,
    ...WAITS,
    { id: "mail", type: "email", config: { subject: "Later", body: "Hello" } },
    { id: "bye", type: "exit", config: { reason: "done" } },
  ],
  edges: [
    ...WAITS.map(({ id }) => `to_${id} -> ${id}`),
    ...WAITS.flatMap(({ id }) => (exitsOf[id] ?? ["next"]).map((port) => `${id} -${port}-> mail`)),
    "mail -> bye",
  ],
};
/** Other indexes for every node, a goal that the old version did not have, and one more step. */
const next: Sketch = {
  nodes: [
    { id: "goal", type: "goal", config: { event: "purchase" } },
    { id: "more", type: "wait", config: { duration: "P1D" } },
    ...every.nodes.toReversed(),
  ],
  edges: [...every.edges.filter((edge) => !edge.startsWith("mail")), "mail -> more", "more -> goal", "goal -> bye"],
};

const personAt = (wait: string, i: number) => `${wait}-${i}`;

async function crowd(run: JourneyDriver, perWait: number): Promise<string[]> {
  const people: string[] = [];
  for (const { id } of WAITS)
    for (let i = 0; i < perWait; i += 1) {
      people.push(personAt(id, i));
      await run.ingest(personAt(id, i), `to_${id}`, {}, { email: `${id}-${i}@example.com` });
    }
  await run.settle();
  return people;
}

async function publish(run: JourneyDriver, journey: string, sketch: Sketch, migration: GuardedPlan) {
  await prisma().journey.update({ where: { id: journey }, data: { graph: sketchGraph(sketch) } });
  return publishJourney(run.principal, journey, { migration });
}

async function states(journey: string): Promise<string[]> {
  const text = "select state from version_migrations where journey_id = $1 order by id";
  return (await pool().query<{ state: string }>(text, [journey])).rows.map((r) => r.state);
}

async function standing(run: JourneyDriver, person: string) {
  const { rows } = await pool().query<{ version: number; node: string; visit: number; due: Date }>(
    `select v.number as version, v.graph->'nodes'->(w.node::int)->>'id' as node, w.visit, nullif(w.due_at, 'infinity') as due
     from waiting w join journey_versions v on v.id = w.version_id where w.subscriber_id = $1`,
    [await run.subscriberId(person)],
  );
  return rows;
}

test("without a plan everybody finishes on the version they entered", async () => {
  const run = await driveJourneys();
  const journey = await run.journey(every);
  await crowd(run, 1);
  await run.publish(journey, next);
  expect(await migratePeople()).toBe(0);
  expect(await standing(run, "wait-0")).toMatchObject([{ version: 1 }]);
});

test("people at unchanged steps go on standing there in the new version, visit and timer as they were", async () => {
  const run = await driveJourneys();
  const journey = await run.journey(every);
  const people = await crowd(run, 1);
  const before = new Map<string, Awaited<ReturnType<typeof standing>>>();
  for (const person of people) before.set(person, await standing(run, person));
  await run.moveClock("PT30M");
  expect(await publish(run, journey, next, { unaffected: "move", steps: [] })).toMatchObject({ ok: true, moving: 6 });
  expect(await migratePeople()).toBe(0);
  for (const person of people)
    expect(await standing(run, person)).toEqual(before.get(person)?.map((at) => ({ ...at, version: 2 })));
  expect(await peopleInvariants(run.workspace.id)).toEqual(nothingWrong);
  // What they listen to is the new version's: the goal that only it has, and their own waits as before.
  await run.event("reply-0", "replied");
  expect(await run.path("reply-0")).toEqual(["to_reply", "reply", "mail", "more"]);
  hook.busy = false;
  await run.advance("PT10M");
  hook.busy = true;
  expect((await run.steps("hook-0")).find(({ node, port }) => node === "hook" && port)).toMatchObject({ port: "next" });
  await run.event("wait-0", "purchase");
  expect(await run.path("wait-0")).toEqual(["to_wait", "wait", "goal", "bye"]);
  await run.event("pro-0", "anything", {}, { plan: "pro" });
  expect((await run.path("pro-0")).at(-1)).toBe("more");
  expect((await run.steps("wait-0")).map(({ reason }) => reason)).toContain("moved_to_version_2");
  await run.advance("P9D");
  expect(await run.path("date-0")).toEqual(["to_date", "date"]);
  await run.advance("P20D");
  expect(await peopleInvariants(run.workspace.id)).toEqual(nothingWrong);
});

test("at changed and removed steps the author's word holds: stay, arrive anew, or leave", async () => {
  const run = await driveJourneys();
  const journey = await run.journey(every);
  await crowd(run, 1);
  const changed: Sketch = {
    ...next,
    nodes: next.nodes
      .filter(({ id }) => id !== "date")
      .map((node) => (node.id === "wait" ? { ...node, config: { duration: "P2D" } } : node)),
    edges: next.edges.filter((edge) => !edge.includes("date")),
  };
  changed.nodes = changed.nodes.filter(({ id }) => id !== "to_date");
  await run.moveClock("P1D");
  const published = await publish(run, journey, changed, {
    unaffected: "stay",
    steps: [
      { version: 1, node_id: "wait", action: "move", to: "wait" },
      { version: 1, node_id: "date", action: "move", to: "mail" },
      { version: 1, node_id: "reply", action: "leave" },
      { version: 1, node_id: "pro", action: "stay" },
    ],
  });
  expect(published).toMatchObject({ ok: true, moving: 3 });
  const now = await run.now();
  await migratePeople();
  await run.settle();
  const [anew] = await standing(run, "wait-0");
  expect(anew).toMatchObject({ version: 2, node: "wait", visit: 2 });
  expect(Math.abs((anew?.due.getTime() ?? 0) - now - 2 * 86_400_000)).toBeLessThan(60_000);
  expect(await run.path("date-0")).toEqual(["to_date", "date", "mail", "more"]);
  expect(await run.messages("date-0")).toMatchObject([{ node: "mail", status: "sent" }]);
  expect(await run.runs("reply-0")).toMatchObject([{ state: "exited", reason: "left_at_publish" }]);
  expect(await standing(run, "pro-0")).toMatchObject([{ version: 1, node: "pro" }]);
  expect(await standing(run, "hook-0")).toMatchObject([{ version: 1, node: "hook" }]);
  expect(await peopleInvariants(run.workspace.id)).toEqual(nothingWrong);
  // Whoever left may enter again: they walk the new version.
  await run.event("reply-0", "to_reply");
  expect(await standing(run, "reply-0")).toMatchObject([{ version: 2, node: "reply" }]);
});

test("whoever opened a mail before the move has opened it for the new version too", async () => {
  const run = await driveJourneys();
  const start = { id: "start", type: "trigger.event", config: { event: "signed_up" } };
  const mail = { id: "hello", type: "email", config: { subject: "Hello", body: "Hello" } };
  const wait = { id: "wait", type: "wait", config: { duration: "P1D" } };
  const journey = await run.journey({ nodes: [start, mail, wait], edges: ["start -> hello", "hello -> wait"] });
  await run.event("ada", "signed_up", {}, { email: "ada@example.com" });
  await run.event("bob", "signed_up", {}, { email: "bob@example.com" });
  await pool().query("update sends set opened_at = created_at where subscriber_id = $1", [
    await run.subscriberId("ada"),
  ]);
  const asking: Sketch = {
    nodes: [
      { id: "asks", type: "branch", config: { condition: { message: "opened", node_id: "hello" } } },
      { id: "yes", type: "exit", config: { reason: "opened" } },
      wait,
      mail,
      start,
    ],
    edges: ["start -> hello", "hello -> wait", "wait -> asks", "asks -yes-> yes"],
  };
  await publish(run, journey, asking, { unaffected: "move", steps: [] });
  await migratePeople();
  await run.advance("P2D");
  expect(await run.runs("ada")).toMatchObject([{ state: "exited", reason: "opened" }]);
  expect(await run.runs("bob")).toMatchObject([{ state: "completed" }]);
});

test("people whom a pause holds back are moved before anybody walks on, and what woke them counts there", async () => {
  const run = await driveJourneys();
  const journey = await run.journey(every);
  await crowd(run, 1);
  await pauseJourney(run.principal, journey);
  await run.event("reply-0", "replied");
  await run.advance("P7D");
  expect(await publish(run, journey, next, { unaffected: "move", steps: [] })).toMatchObject({ ok: true });
  await sweep(Date.now());
  await migratePeople();
  await run.settle();
  // In a sandbox they are walked at their own times, and the day at "more" is over too.
  expect(await run.path("reply-0")).toEqual(["to_reply", "reply", "mail", "more", "goal"]);
  expect(await run.path("wait-0")).toEqual(["to_wait", "wait", "mail", "more", "goal"]);
  expect(await peopleInvariants(run.workspace.id)).toEqual(nothingWrong);
});

test("a migration rests while its journey is paused, goes on when it is resumed, and ends with the journey", async () => {
  const run = await driveJourneys();
  const journey = await run.journey(every);
  await crowd(run, 1);
  await publish(run, journey, next, { unaffected: "move", steps: [] });
  await pauseJourney(run.principal, journey);
  expect(await migratePeople()).toBe(1);
  expect(await standing(run, "wait-0")).toMatchObject([{ version: 1 }]);
  await resumeJourney(run.principal, journey);
  expect(await migratePeople()).toBe(0);
  expect(await standing(run, "wait-0")).toMatchObject([{ version: 2 }]);
  await publish(run, journey, every, { unaffected: "move", steps: [] });
  await archiveJourney(run.principal, journey);
  expect(await migratePeople()).toBe(0);
  expect(await states(journey)).toEqual(["done", "superseded"]);
  await run.settle();
  expect(await run.runs("wait-0")).toMatchObject([{ reason: "journey_archived" }]);
});

test("a migration that is broken off goes on where it was", async () => {
  const run = await driveJourneys();
  const journey = await run.journey(every);
  const people = await crowd(run, 1);
  await publish(run, journey, next, { unaffected: "move", steps: [{ version: 1, node_id: "wait", action: "leave" }] });
  const stopping = new AbortController();
  const progress = async () =>
    (await pool().query("select moved, departed from version_migrations where journey_id = $1", [journey])).rows[0];
  const half = migratePeople({ batchSize: 1, signal: stopping.signal });
  await expect.poll(progress, { interval: 1 }).not.toEqual({ moved: 0, departed: 0 });
  stopping.abort();
  expect(await half).toBeLessThanOrEqual(1);
  expect(await peopleInvariants(run.workspace.id)).toEqual(nothingWrong);
  expect(await migratePeople()).toBe(0);
  expect(await progress()).toEqual({ moved: people.length - 1, departed: 1 });
  expect(await peopleInvariants(run.workspace.id)).toEqual(nothingWrong);
});

test("a plan that does not fit is refused with its field, and nothing is published", async () => {
  const run = await driveJourneys();
  const journey = await run.journey(every);
  await crowd(run, 2);
  const refusal = async (step: GuardedPlan["steps"][number]) => {
    const answer = await publish(run, journey, next, { unaffected: "stay", steps: [step] });
    return answer.ok || !("problems" in answer)
      ? answer
      : {
          reason: answer.reason,
          path: answer.problems[0] && "path" in answer.problems[0] ? answer.problems[0].path : "",
        };
  };
  const at = { version: 1, node_id: "wait" };
  expect(await refusal({ ...at, version: 7, action: "leave" })).toEqual({
    reason: "refused",
    path: "migration.steps.0.version",
  });
  expect(await refusal({ ...at, node_id: "nowhere", action: "leave" })).toEqual({
    reason: "refused",
    path: "migration.steps.0.node_id",
  });
  expect(await refusal({ ...at, action: "move", to: "nowhere" })).toEqual({
    reason: "refused",
    path: "migration.steps.0.to",
  });
  expect(await refusal({ ...at, action: "move", to: "to_wait" })).toEqual({
    reason: "refused",
    path: "migration.steps.0.to",
  });
  expect(await refusal({ ...at, action: "leave", people_max: 1 })).toEqual({
    reason: "stale",
    path: "migration.steps.0.people_max",
  });
  const seen = await prisma().journey.findUniqueOrThrow({ where: { id: journey } });
  expect(await publishJourney(run.principal, journey, { revision: seen.revision + 1 })).toMatchObject({
    reason: "stale",
  });
  expect(await prisma().journeyVersion.count({ where: { journeyId: journey } })).toBe(1);
});

test("workers, events and two runs of the migration at once: nobody is lost, doubled or in two versions", async () => {
  const action = fc.constantFrom("stay", "leave", "move", "elsewhere");
  await fc.assert(
    fc.asyncProperty(
      fc.array(action, { minLength: WAITS.length, maxLength: WAITS.length }),
      fc.constantFrom<GuardedPlan["unaffected"]>("stay", "move"),
      fc.constantFrom("sandbox", "sandbox", "live"),
      fc.array(fc.nat({ max: WAITS.length * 2 - 1 }), { minLength: 4, maxLength: 8 }),
      async (actions, unaffected, mode, woken) => {
        const run = await driveJourneys({ mode, batchSize: 3 });
        const journey = await run.journey(every);
        const people = await crowd(run, 2);
        const steps = WAITS.map(({ id }, i): GuardedPlan["steps"][number] => {
          const at = { version: 1, node_id: id };
          const chosen = actions[i];
          if (chosen === "leave" || chosen === "stay") return { ...at, action: chosen };
          return { ...at, action: "move", to: chosen === "move" ? id : "mail" };
        });
        await publish(run, journey, next, { unaffected, steps });
        const events = woken.map(async (n) => {
          const person = people[n] ?? "";
          if (n % 3 === 0) return run.ingest(person, "replied");
          return n % 3 === 1 ? run.ingest(person, "purchase") : run.ingest(person, "seen", {}, { plan: "pro" });
        });
        await Promise.all([
          migratePeople({ batchSize: 2 }),
          migratePeople({ batchSize: 3 }),
          run.settle(),
          run.settle(),
          ...events,
        ]);
        expect(await migratePeople()).toBe(0);
        await run.settle();
        expect(await peopleInvariants(run.workspace.id)).toEqual(nothingWrong);
        const { rows } = await pool().query(
          `select count(*)::int as n from waiting w join journey_versions v on v.id = w.version_id
           where v.journey_id = $1 and v.number = 1 and v.graph->'nodes'->(w.node::int)->>'id' = any($2)`,
          [journey, WAITS.filter((_, i) => actions[i] !== "stay").map(({ id }) => id)],
        );
        expect(rows).toEqual([{ n: 0 }]);
      },
    ),
    { numRuns: 3 },
  );
}, 120_000);

test("a migration that cannot be carried out keeps no other from being", async () => {
  const run = await driveJourneys();
  const [broken, fine] = [await run.journey(every, "Broken"), await run.journey(every, "Fine")];
  await crowd(run, 1);
  for (const journey of [broken, fine]) await publish(run, journey, next, { unaffected: "move", steps: [] });
  await pool().query(
    `update journey_versions set graph = jsonb_set(graph, '{nodes,0,type}', '"of_another_release"')
     where journey_id = $1 and number = 2`,
    [broken],
  );
  await expect(migratePeople()).rejects.toThrow("of_another_release");
  expect([await states(broken), await states(fine)]).toEqual([["running"], ["done"]]);
});
