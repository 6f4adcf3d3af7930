import { expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { driveJourneys, type JourneyDriver, type Sketch } from "@/lib/testing/journey-driver";
import { scanLog } from "@/lib/testing/scan-log";
import { testDeliverEnvironment } from "@/lib/testing/send-scene";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { archiveJourney } from "./archive-journey";
import { compactStats } from "./compact-stats";
import { deliverDue } from "./deliver-messages";
import { enrollSubscriber } from "./enroll-subscriber";
import { exitEnrollment } from "./exit-enrollment";
import { finishJourney } from "./finish-journey";
import { pauseJourney } from "./pause-journey";
import { publishJourney } from "./publish-journey";
import { resumeJourney } from "./resume-journey";
import { sweep } from "./sweep";
import { upsertSubscriber } from "./upsert-subscriber";
import { walkShard } from "./walk-shard";

setUpTestDatabase();

const start = { id: "start", type: "trigger.event", config: { event: "signed_up" } };
const email = (id: string) => ({ id, type: "email", config: { subject: id, body: "Hello" } });
const wait = (duration: string) => ({ id: "wait", type: "wait", config: { duration } });
const WAIT_THEN_MAIL: Sketch = {
  nodes: [start, wait("P2D"), email("later")],
  edges: ["start -> wait", "wait -> later"],
};
const ada = { email: "ada@example.com" };

const ends = async (run: JourneyDriver, person: string) =>
  (await run.runs(person)).map((r) => (r.reason ? `${r.state}: ${r.reason}` : r.state));

async function leftovers(run: JourneyDriver) {
  const { rows } = await pool().query(
    `select (select count(*)::int from waiting where workspace_id = $1) as waiting,
      (select count(*)::int from awaited_events where workspace_id = $1) as awaited`,
    [run.workspace.id],
  );
  return rows[0];
}

test("a pause holds people back past their time, and resume lets them go on", async () => {
  const run = await driveJourneys();
  const journey = await run.journey(WAIT_THEN_MAIL);
  await run.event("ada", "signed_up", {}, ada);
  expect(await pauseJourney(run.principal, journey)).toEqual({ ok: true, status: "paused" });
  await run.advance("P5D");
  expect(await run.messages("ada")).toEqual([]);
  await run.event("bob", "signed_up", {}, { email: "bob@example.com" });
  expect(await run.runs("bob")).toEqual([]);
  expect(await resumeJourney(run.principal, journey)).toEqual({ ok: true, status: "active" });
  await run.settle();
  expect(await run.messages("ada")).toMatchObject([{ node: "later", status: "sent" }]);
});

test("a pause that ends before somebody's time changes nothing for them", async () => {
  const run = await driveJourneys();
  const journey = await run.journey(WAIT_THEN_MAIL);
  await run.event("ada", "signed_up", {}, ada);
  const entered = await run.now();
  await pauseJourney(run.principal, journey);
  await run.advance("P1D");
  await resumeJourney(run.principal, journey);
  await run.advance("P3D");
  const [message] = await run.messages("ada");
  expect(Math.abs(Date.parse(message?.at ?? "") - entered - 2 * 86_400_000)).toBeLessThan(60_000);
});

test("an event that comes during a pause is kept and counts when the journey resumes", async () => {
  const run = await driveJourneys();
  const journey = await run.journey({
    nodes: [
      start,
      {
        id: "bought",
        type: "wait_for_event",
        config: { events: [{ event: "purchase", port: "yes" }], timeout: "P3D" },
      },
      { id: "won", type: "exit", config: { reason: "bought" } },
      { id: "lost", type: "exit", config: { reason: "timeout" } },
    ],
    edges: ["start -> bought", "bought -yes-> won", "bought -timeout-> lost"],
  });
  await run.event("ada", "signed_up");
  await run.event("bob", "signed_up");
  await pauseJourney(run.principal, journey);
  await run.event("ada", "purchase"); // wakes her; she is set aside at once
  await run.advance("P5D"); // bob's time is up; he is set aside
  await run.event("bob", "purchase"); // after his time was up
  await resumeJourney(run.principal, journey);
  await run.settle();
  expect(await ends(run, "ada")).toEqual(["exited: bought"]);
  expect(await ends(run, "bob")).toEqual(["exited: timeout"]);
});

test("archiving ends everybody's run, wherever they stand, and frees them from every list", async () => {
  const run = await driveJourneys();
  const journey = await run.journey({
    ...WAIT_THEN_MAIL,
    nodes: [...WAIT_THEN_MAIL.nodes, { id: "goal", type: "goal", config: { event: "purchase" } }],
    edges: [...WAIT_THEN_MAIL.edges, "later -> goal"],
  });
  await run.event("ada", "signed_up", {}, ada);
  await pauseJourney(run.principal, journey);
  await run.advance("P3D"); // parked
  await run.publish(journey);
  await run.event("bob", "signed_up", {}, { email: "bob@example.com" });
  expect(await archiveJourney(run.principal, journey)).toEqual({ ok: true, status: "archived" });
  await run.settle();
  expect(await ends(run, "bob")).toEqual(["exited: journey_archived"]);
  expect(await leftovers(run)).toEqual({ waiting: 0, awaited: 0 });
  expect(await publishJourney(run.principal, journey)).toEqual({ ok: false, reason: "archived" });
});

test("J1 a finished journey lets nobody in and brings everybody inside to their end; published again it takes people in", async () => {
  const run = await driveJourneys();
  const journey = await run.journey(WAIT_THEN_MAIL);
  await run.event("ada", "signed_up", {}, ada);
  expect(await finishJourney(run.principal, journey)).toEqual({ ok: true, status: "completed" });
  await run.event("bob", "signed_up", {}, { email: "bob@example.com" });
  await upsertSubscriber(run.workspace.id, "cy", { email: "cy@example.com" });
  expect(await enrollSubscriber(run.principal, journey, { externalId: "cy" })).toEqual({
    ok: false,
    reason: "not_active",
  });
  expect(await pauseJourney(run.principal, journey)).toEqual({
    ok: false,
    reason: "wrong_status",
    status: "completed",
  });
  await run.advance("P3D");
  expect(await run.messages("ada")).toMatchObject([{ node: "later", status: "sent" }]);
  expect(await run.runs("bob")).toEqual([]);
  await run.publish(journey);
  await run.event("bob", "signed_up");
  expect(await run.runs("bob")).toHaveLength(1);
});

test("J1 a journey of one moment is completed once that has passed and nobody is inside", async () => {
  const run = await driveJourneys();
  await upsertSubscriber(run.workspace.id, "ada", ada);
  const at = new Date((await run.now()) + 86_400_000).toISOString().slice(0, 16);
  const moment = { id: "start", type: "trigger.schedule", config: { repeat: "once", at } };
  const journey = await run.journey({ ...WAIT_THEN_MAIL, nodes: [moment, wait("P2D"), email("later")] });
  const status = async () =>
    (await pool().query("select status from journeys where id = $1", [journey])).rows[0]?.status;
  const swept = async () => {
    await sweep(Date.now());
    return status();
  };
  expect(await swept()).toBe("active");
  await run.advance("P2D");
  expect(await run.runs("ada")).toHaveLength(1);
  expect(await swept()).toBe("active");
  await run.advance("P2D");
  expect(await run.messages("ada")).toHaveLength(1);
  expect(await swept()).toBe("completed");
});

test("people finish the version they entered; who enters after a publish walks the new one", async () => {
  const run = await driveJourneys();
  const journey = await run.journey(WAIT_THEN_MAIL);
  await run.event("ada", "signed_up", {}, ada);
  await run.publish(journey, { nodes: [start, email("at_once")], edges: ["start -> at_once"] });
  await run.event("bob", "signed_up", {}, { email: "bob@example.com" });
  await run.advance("P3D");
  expect(await run.path("ada")).toEqual(["start", "wait", "later"]);
  expect(await run.path("bob")).toEqual(["start", "at_once"]);
});

test.each([
  ["once", { policy: "once" }, 1, 1],
  ["once_at_a_time", { policy: "once_at_a_time" }, 1, 2],
  ["after ten days", { policy: "after", after: "P10D" }, 1, 1],
  ["parallel by order", { policy: "parallel", key: "event.order" }, 2, 2],
  ["parallel", { policy: "parallel" }, 3, 4],
])("re-entry %s holds", async (_, reentry, whileInside, afterwards) => {
  const run = await driveJourneys();
  await run.journey({ ...WAIT_THEN_MAIL, settings: { reentry } });
  await run.event("ada", "signed_up", { order: 1 }, ada);
  await run.event("ada", "signed_up", { order: 1 });
  await run.event("ada", "signed_up", { order: 2 });
  expect(await run.runs("ada")).toHaveLength(whileInside);
  await run.advance("P3D");
  await run.event("ada", "signed_up", { order: 2 });
  expect(await run.runs("ada")).toHaveLength(afterwards);
  await run.advance("P10D");
  await run.event("ada", "signed_up", { order: 2 });
  const again = reentry.policy === "once" || "key" in reentry ? afterwards : afterwards + 1;
  expect(await run.runs("ada")).toHaveLength(again);
});

test("a person enrolled by hand enters once, with properties, and can be taken out again", async () => {
  const run = await driveJourneys();
  const journey = await run.journey({
    nodes: [{ id: "by_hand", type: "trigger.manual" }, wait("P2D"), email("later")],
    edges: ["by_hand -> wait", "wait -> later"],
  });
  expect(await enrollSubscriber(run.principal, journey, { externalId: "ada" })).toEqual({
    ok: false,
    reason: "subscriber_not_found",
  });
  await upsertSubscriber(run.workspace.id, "ada", ada);
  const enrolled = await enrollSubscriber(run.principal, journey, { externalId: "ada", properties: { plan: "pro" } });
  if (!enrolled.ok) throw new Error(enrolled.reason);
  expect(await enrollSubscriber(run.principal, journey, { externalId: "ada" })).toMatchObject({ reason: "reentry" });
  await run.settle();
  expect(await exitEnrollment(run.principal, enrolled.enrollmentId)).toEqual({ ok: true });
  expect(await exitEnrollment(run.principal, enrolled.enrollmentId)).toEqual({ ok: false, reason: "already_ended" });
  expect(await exitEnrollment({ ...run.principal, workspaceId: 0 }, enrolled.enrollmentId)).toMatchObject({
    reason: "not_found",
  });
  await run.advance("P3D");
  expect(await run.messages("ada")).toEqual([]);
  expect(await ends(run, "ada")).toEqual(["exited: manual_exit"]);
  expect(await enrollSubscriber(run.principal, journey, { externalId: "ada" })).toMatchObject({ ok: true });
});

test("the counters say exactly what the log of walks says, while and after they are compacted", async () => {
  const run = await driveJourneys();
  await run.journey({
    nodes: [
      start,
      email("hello"),
      wait("P1D"),
      {
        id: "coin",
        type: "split",
        config: {
          arms: [
            { key: "a", weight: 50 },
            { key: "b", weight: 50 },
          ],
        },
      },
      email("a_mail"),
      {
        id: "skip",
        type: "email",
        config: { subject: "x", body: "x", when: { path: "vip", op: "equals", value: true } },
      },
      { id: "goal", type: "goal", config: { event: "purchase" } },
    ],
    edges: [
      "start -> hello",
      "hello -> wait",
      "wait -> coin",
      "coin -a-> a_mail",
      "coin -b-> skip",
      "skip -> goal",
      "a_mail -> goal",
    ],
  });
  const people = Array.from({ length: 60 }, (_, i) => `p${i}`);
  for (const p of people) await run.ingest(p, "signed_up", {}, { email: `${p}@example.com` });
  await run.settle();
  await Promise.all([compactStats(), compactStats(), run.event("p1", "purchase"), run.event("p2", "purchase")]);
  await run.advance("P2D");
  const counters = `
    with all_deltas as (
      select node, kind, port, n from node_stats where workspace_id = $1
      union all select node, kind, port, n from node_stat_deltas where workspace_id = $1
    )
    select node, kind, port, sum(n)::int as n from all_deltas
    where kind in ('entered', 'left', 'dropped', 'failed') group by 1, 2, 3 order by 1, 2, 3`;
  const scan = `select node, kind, port, n from (${scanLog("w.workspace_id = $1")}) log order by 1, 2, 3`;
  const expected = (await pool().query(scan, [run.workspace.id])).rows;
  expect(expected.length).toBeGreaterThan(8);
  // whom the goal draws from the wait is not lost there
  expect(expected).toContainEqual({ node: 2, kind: "left", port: "goal_reached", n: 2 });
  expect(expected.filter(({ kind }) => kind === "dropped")).toEqual([]);
  expect((await pool().query(counters, [run.workspace.id])).rows).toEqual(expected);
  await compactStats();
  expect((await pool().query("select count(*)::int as n from node_stat_deltas")).rows[0].n).toBe(0);
  expect((await pool().query(counters, [run.workspace.id])).rows).toEqual(expected);
});

test("a person whose walk the database refuses is quarantined after eight tries, and everybody else goes on (promise 19)", async () => {
  const run = await driveJourneys();
  await run.journey({
    nodes: [
      start,
      { id: "set", type: "update_attributes", config: { set: { copy: "{{ event.name }}" } } },
      email("hello"),
    ],
    edges: ["start -> set", "set -> hello"],
  });
  for (let i = 0; i < 20; i += 1)
    await run.ingest(`p${i}`, "signed_up", { name: `n${i}` }, { email: `p${i}@example.com` });
  // A check that one person's data breaks stands for whatever a database may refuse.
  await pool().query("alter table subscribers add constraint refused check (attributes->>'copy' <> 'n7')");
  await run.settle();
  expect(await ends(run, "p8")).toEqual(["completed: end_of_path"]);
  expect(await ends(run, "p7")).toEqual(["active"]);
  await run.advance("PT11M");
  await pool().query("alter table subscribers drop constraint refused");
  expect(await ends(run, "p7")).toEqual(["failed: step_error"]);
  const { rows } = await pool().query(
    `select q.error, (select count(*)::int from enrollments where workspace_id = $1 and state = 'completed') as done
     from quarantine q where workspace_id = $1`,
    [run.workspace.id],
  );
  expect(rows).toMatchObject([{ done: 19 }]);
  expect(rows[0].error).toBe("what this step writes breaks a rule of the database (23514, refused)");
});

test("what a walk writes about a person wakes their other runs and starts journeys that watch it", async () => {
  const run = await driveJourneys();
  await run.journey({
    nodes: [start, wait("P1D"), { id: "set", type: "update_attributes", config: { set: { plan: "pro" } } }],
    edges: ["start -> wait", "wait -> set"],
  });
  await run.journey({
    nodes: [
      { id: "in", type: "trigger.event", config: { event: "signed_up" } },
      {
        id: "until",
        type: "wait_until",
        config: { condition: { path: "plan", op: "equals", value: "pro" }, timeout: "P9D" },
      },
      { id: "met", type: "exit", config: { reason: "met" } },
    ],
    edges: ["in -> until", "until -met-> met"],
  });
  await run.journey({
    nodes: [
      { id: "on", type: "trigger.attribute_changed", config: { attribute: "plan", to: "pro" } },
      email("welcome_pro"),
    ],
    edges: ["on -> welcome_pro"],
  });
  await run.event("ada", "signed_up", {}, ada);
  await run.advance("P2D");
  expect((await ends(run, "ada")).sort()).toEqual(["completed: end_of_path", "completed: end_of_path", "exited: met"]);
  expect(await run.messages("ada")).toMatchObject([{ node: "welcome_pro" }]);
});

test("the sweep finds what a crash between archiving and ending the runs has left", async () => {
  const run = await driveJourneys();
  const journey = await run.journey(WAIT_THEN_MAIL);
  await run.event("ada", "signed_up", {}, ada);
  await pool().query("update journeys set status = 'archived' where id = $1", [journey]);
  await sweep(Date.now());
  await run.settle();
  expect(await ends(run, "ada")).toEqual(["exited: journey_archived"]);
});

test("N33 in a backlog the mail of a more urgent journey goes out first, and the oldest of equals", async () => {
  const run = await driveJourneys();
  const mails = async (priority: string | undefined) =>
    run.journey({
      nodes: [{ id: "start", type: "trigger.event", config: { event: `${priority}` } }, email("mail")],
      edges: ["start -> mail"],
      settings: priority ? { priority } : {},
    });
  for (const priority of ["low", undefined, "high", "critical"]) {
    await mails(priority);
    for (const person of ["first", "second"])
      await run.ingest(`${priority} ${person}`, `${priority}`, {}, { email: `${priority}-${person}@example.com` });
  }
  for (const shard of run.shards) await walkShard(shard);
  const order: string[] = [];
  for (let i = 0; i < 8; i += 1) {
    for (const shard of run.shards) await deliverDue([shard], 1, testDeliverEnvironment());
    const { rows } = await pool().query<{ who: string }>(
      `select s.external_id as who from sends d join subscribers s on s.id = d.subscriber_id
       where d.workspace_id = $1 and d.status = 'sent' and not (s.external_id = any($2))`,
      [run.workspace.id, order],
    );
    order.push(...rows.map(({ who }) => who));
  }
  const expected = ["critical", "high", "undefined", "low"].flatMap((name) => [`${name} first`, `${name} second`]);
  expect(order).toEqual(expected);
});
