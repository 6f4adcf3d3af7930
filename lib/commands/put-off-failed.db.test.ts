import { expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { driveJourneys, type JourneyDriver, type Sketch } from "@/lib/testing/journey-driver";
import { nothingWrong, peopleInvariants } from "@/lib/testing/people-invariants";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { FAILURES_MAX } from "./put-off-failed";
import { sweep } from "./sweep";
import { walkShard } from "./walk-shard";
import { watchStuckPeople } from "./watch-stuck-people";

setUpTestDatabase();

const start = { id: "start", type: "trigger.event", config: { event: "signed_up" } };
const copying: Sketch = {
  nodes: [
    start,
    { id: "copy", type: "update_attributes", config: { set: { copy: "{{ event.name }}" } } },
    {
      id: "bought",
      type: "wait_for_event",
      config: { events: [{ event: "purchase", port: "yes" }], timeout: "PT3H" },
    },
    { id: "late", type: "update_attributes", config: { set: { copy: "{{ late }}" } } },
    { id: "won", type: "exit", config: { reason: "bought" } },
    { id: "lost", type: "exit", config: { reason: "timeout" } },
  ],
  edges: ["start -> copy", "copy -> bought", "bought -yes-> won", "bought -timeout-> late", "late -> lost"],
};

/** The database refuses whoever's copy is "poison", until `mend`. */
async function poison({ workspace: { id } }: JourneyDriver): Promise<{ mend: () => Promise<unknown> }> {
  const name = `poison_${id}`;
  await pool().query(
    `alter table subscribers add constraint ${name} check (workspace_id <> ${id} or attributes->>'copy' <> 'poison')`,
  );
  return { mend: () => pool().query(`alter table subscribers drop constraint ${name}`) };
}

const ends = async (run: JourneyDriver, person: string) =>
  (await run.runs(person)).map(({ state, reason }) => `${state}: ${reason}`);

async function failures({ workspace }: JourneyDriver): Promise<{ failures: number; error: string }[]> {
  return (await pool().query("select failures, error from step_failures where workspace_id = $1", [workspace.id])).rows;
}

test("a step that fails is tried eight times, ten minutes in all, and the person is quarantined then (promise 19)", async () => {
  const run = await driveJourneys();
  await run.journey(copying);
  const { mend } = await poison(run);
  await run.event("ada", "signed_up", { name: "poison" });
  expect(await failures(run)).toMatchObject([{ error: expect.stringContaining("poison") }]);
  const seen = new Set<string>();
  for (const seconds of [5, 10, 20, 40, 80, 100]) {
    const { rows } = await pool().query(
      `select f.failures, extract(epoch from f.next_at - w.held_due_at)::int as after, w.due_at = f.next_at as due
       from step_failures f join waiting w on w.id = f.enrollment_id where f.workspace_id = $1`,
      [run.workspace.id],
    );
    seen.add(JSON.stringify(rows));
    const [{ failures: n, after, due } = { failures: 0, after: 0, due: false }] = rows;
    expect([after, due]).toEqual([5 * 2 ** (n - 1), true]);
    expect(await ends(run, "ada")).toEqual(["active: null"]);
    await run.advance(`PT${seconds}S`);
  }
  expect(seen.size).toBeGreaterThan(2);
  await run.advance("PT320S");
  await mend();
  expect(await ends(run, "ada")).toEqual(["failed: step_error"]);
  expect(await failures(run)).toEqual([]);
  // Her story ends with the failure, as the counters do.
  expect(await run.steps("ada")).toEqual([
    {
      ...{
        visit: 0,
        node: "start",
        type: "trigger.event",
        outcome: "failed",
        reason: expect.stringContaining("poison"),
      },
      ...{ entered_at: expect.any(Number), left_at: expect.any(Number) },
    },
  ]);
  expect(await peopleInvariants(run.workspace.id)).toEqual(nothingWrong);
  expect(FAILURES_MAX).toBe(8);
});

test("a sweep leaves whoever is being tried again where they are", async () => {
  const run = await driveJourneys({ startAt: "2031-05-05T10:00:00Z" }); // beyond every bucket, among those set aside by pauses
  await run.journey(copying);
  const { mend } = await poison(run);
  await run.event("ada", "signed_up", { name: "poison" });
  const standing = "select due_at, held_due_at from waiting where workspace_id = $1";
  const { rows: before } = await pool().query(standing, [run.workspace.id]);
  await sweep(Date.now());
  const { rows: after } = await pool().query(standing, [run.workspace.id]);
  await mend();
  expect(after).toEqual(before);
});

test("whoever is tried again after the fault is mended goes on as if nothing had been", async () => {
  const run = await driveJourneys();
  await run.journey(copying);
  const { mend } = await poison(run);
  await run.event("ada", "signed_up", { name: "poison" });
  await mend();
  await run.advance("PT5S");
  expect(await run.path("ada")).toEqual(["start", "copy", "bought"]);
  await run.event("ada", "purchase");
  expect(await ends(run, "ada")).toEqual(["exited: bought"]);
  expect(await peopleInvariants(run.workspace.id)).toEqual(nothingWrong);
});

test("a timeout that is being tried again is not undone by an event that comes after it (I4)", async () => {
  const run = await driveJourneys();
  await run.journey(copying);
  const { mend } = await poison(run);
  await run.event("ada", "signed_up", { name: "fine" }, { late: "poison" });
  await run.advance("PT3H");
  expect(await failures(run)).toMatchObject([{ failures: 1 }]);
  await run.ingest("ada", "purchase");
  await mend();
  await run.advance("PT10M");
  expect(await ends(run, "ada")).toEqual(["exited: timeout"]);
  expect(await peopleInvariants(run.workspace.id)).toEqual(nothingWrong);
});

test("a journey that is paused and resumed meanwhile changes nothing of it", async () => {
  const run = await driveJourneys();
  const journey = await run.journey(copying);
  const { mend } = await poison(run);
  await run.event("ada", "signed_up", { name: "poison" });
  await pool().query("update journeys set status = 'paused' where id = $1", [journey]);
  await run.advance("PT1H");
  expect(await failures(run)).toMatchObject([{ failures: 1 }]);
  await mend();
  await pool().query("update journeys set status = 'active' where id = $1", [journey]);
  await sweep(Date.now());
  await run.settle();
  expect(await run.path("ada")).toEqual(["start", "copy", "bought"]);
  expect(await peopleInvariants(run.workspace.id)).toEqual(nothingWrong);
});

test("a second try costs the others of its batch no halving, and none of them waits", async () => {
  const run = await driveJourneys();
  await run.journey(copying);
  const { mend } = await poison(run);
  for (const who of ["a", "b", "c"]) await run.ingest(who, "signed_up", { name: "poison" });
  await run.settle();
  expect(await failures(run)).toHaveLength(3);
  // Before the clock is moved, because it runs on: four seconds later they would be tried a third time.
  for (let i = 0; i < 20; i += 1) await run.ingest(`p${i}`, "signed_up", { name: "fine" });
  await run.moveClock("PT6S");
  for (const shard of run.shards) await walkShard(shard);
  expect(await failures(run)).toMatchObject([{ failures: 2 }, { failures: 2 }, { failures: 2 }]);
  const { rows } = await pool().query(
    "select count(distinct xmin::text)::int as transactions, count(*)::int as n from walks where workspace_id = $1",
    [run.workspace.id],
  );
  await mend();
  expect(rows).toEqual([{ transactions: 1, n: 20 }]);
});

test("people whose version a worker cannot read are left for another worker, and their shard goes on (promise 22)", async () => {
  const run = await driveJourneys();
  const broken = await run.journey(copying);
  await run.journey({
    nodes: [
      { ...start, config: { event: "came" } },
      { id: "tag", type: "add_tag", config: { tag: "seen" } },
    ],
    edges: ["start -> tag"],
  });
  await run.ingest("ada", "signed_up", { name: "fine" });
  process.env.DATABASE_URL += "?application_name=newcomer"; // as in a process that has read no version yet
  await pool().query(
    `update journey_versions set graph = jsonb_set(graph, '{nodes,1,type}', '"of_a_newer_release"') where journey_id = $1`,
    [broken],
  );
  await run.ingest("bob", "came");
  for (const shard of run.shards) await walkShard(shard);
  expect(await ends(run, "bob")).toEqual(["completed: end_of_path"]);
  expect(await failures(run)).toMatchObject([{ failures: 1, error: expect.stringContaining("of_a_newer_release") }]);
  await pool().query(
    `update journey_versions set graph = jsonb_set(graph, '{nodes,1,type}', '"update_attributes"') where journey_id = $1`,
    [broken],
  );
  await run.advance("PT5S");
  expect(await run.path("ada")).toEqual(["start", "copy", "bought"]);
});

test("the watchdog tells of people who are tried again, until they go on", async () => {
  const run = await driveJourneys();
  await run.journey(copying);
  const { mend } = await poison(run);
  await run.event("ada", "signed_up", { name: "poison" });
  const kinds = async () => {
    await watchStuckPeople();
    const text = "select kind, people from stuck_groups where workspace_id = $1";
    return (await pool().query(text, [run.workspace.id])).rows;
  };
  expect(await kinds()).toEqual([{ kind: "retrying", people: 1 }]);
  await mend();
  await run.advance("PT2M");
  expect(await kinds()).toEqual([]);
});

test("somebody whose row this worker trips over is put off like one whose step throws, and the batch goes on", async () => {
  const run = await driveJourneys();
  await run.journey(copying);
  for (const person of ["ada", "bob"]) await run.event(person, "signed_up", { name: person });
  const [ada] = await run.runs("ada");
  // a wake as no release has written it
  await pool().query("update waiting set wake = '[null]' where id = $1", [ada?.id]);
  await run.advance("PT3H");
  expect(await ends(run, "bob")).toEqual(["exited: timeout"]);
  expect(await failures(run)).toMatchObject([{ failures: 1 }]);
  await pool().query("update waiting set wake = null where id = $1", [ada?.id]);
  await run.advance("PT1H");
  expect(await ends(run, "ada")).toEqual(["exited: timeout"]);
});
