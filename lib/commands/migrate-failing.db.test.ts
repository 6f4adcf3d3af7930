import { expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { driveJourneys, type JourneyDriver, type Sketch, sketchGraph } from "@/lib/testing/journey-driver";
import { nothingWrong, peopleInvariants } from "@/lib/testing/people-invariants";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { migratePeople } from "./migrate-people";
import { publishJourney } from "./publish-journey";
import { requeueQuarantined } from "./requeue-quarantined";

setUpTestDatabase();

const start = { id: "start", type: "trigger.event", config: { event: "signed_up" } };
const wait = { id: "wait", type: "wait", config: { duration: "P5D" } };
const older: Sketch = { nodes: [start, wait], edges: ["start -> wait"] };
const newer: Sketch = {
  nodes: [
    start,
    wait,
    { id: "copy", type: "update_attributes", config: { set: { copy: "{{ event.name }}" } } },
    { id: "more", type: "wait", config: { duration: "P1D" } },
  ],
  edges: ["start -> wait", "wait -> copy", "copy -> more"],
};

/** What is wrong with ada alone, until it is mended. */
const faults = {
  "a database that refuses": async ({ workspace: { id } }: JourneyDriver) => {
    const text = `alter table subscribers add constraint moving check (workspace_id <> ${id} or attributes->>'copy' <> 'ada')`;
    await pool().query(text);
    return () => pool().query("alter table subscribers drop constraint moving");
  },
  "a step that throws": async (run: JourneyDriver) => {
    const write = "update enrollments set run = $2 where subscriber_id = $1";
    const ada = await run.subscriberId("ada");
    await pool().query(write, [ada, "null"]);
    return () => pool().query(write, [ada, "{}"]);
  },
  "a row that we trip over": async (run: JourneyDriver) => {
    const write = "update waiting set wake = $2 where subscriber_id = $1";
    const ada = await run.subscriberId("ada");
    await pool().query(write, [ada, "[null]"]);
    return () => pool().query(write, [ada, null]);
  },
};

/** Ada and others wait; everybody is to be moved to the step after, where something is wrong with Ada. */
async function scene(fault: keyof typeof faults) {
  const run = await driveJourneys();
  const journey = await run.journey(older);
  for (const person of ["ada", "bob", "cid"]) await run.event(person, "signed_up", { name: person });
  const mend = await faults[fault](run);
  await prisma().journey.update({ where: { id: journey }, data: { graph: sketchGraph(newer) } });
  const steps = [{ version: 1, node_id: "wait", action: "move" as const, to: "copy" }];
  const migration = { unaffected: "stay" as const, steps };
  expect(await publishJourney(run.principal, journey, { migration })).toMatchObject({ ok: true, moving: 3 });
  const standing = async (person: string) => {
    const { rows } = await pool().query<{ version: number; node: string; due: Date }>(
      `select v.number as version, v.graph->'nodes'->(w.node::int)->>'id' as node, w.due_at as due
       from waiting w join journey_versions v on v.id = w.version_id where w.subscriber_id = $1`,
      [await run.subscriberId(person)],
    );
    return rows;
  };
  const failures = async () =>
    (await pool().query("select failures, error from step_failures where workspace_id = $1", [run.workspace.id])).rows;
  return { run, mend, standing, failures };
}

const kinds = Object.keys(faults) as (keyof typeof faults)[];

test.each(kinds)(
  "%s: whoever cannot be moved stands where they stood, is tried again, and holds up nobody",
  async (fault) => {
    const { run, mend, standing, failures } = await scene(fault);
    const before = await standing("ada");
    await migratePeople();
    expect(await failures()).toMatchObject([{ failures: 1 }]);
    expect(await run.runs("ada")).toMatchObject([{ state: "active" }]);
    expect(await standing("ada")).toEqual(before);
    expect(await standing("bob")).toMatchObject([{ version: 2, node: "more" }]);
    await mend();
    expect(await migratePeople()).toBe(1); // not yet
    await run.moveClock("PT5S");
    expect(await migratePeople()).toBe(0);
    expect(await standing("ada")).toMatchObject([{ version: 2, node: "more" }]);
    expect(await peopleInvariants(run.workspace.id)).toEqual(nothingWrong);
  },
);

// The broken wake of the third stays with its run, and would trip the next walk up, too.
test.each(kinds.slice(0, 2))(
  "%s: whoever cannot be moved at eight tries is quarantined where they stood, and can be put back there",
  async (fault) => {
    const { run, mend, standing, failures } = await scene(fault);
    const [before] = await standing("ada");
    await migratePeople();
    for (const [i, seconds] of [5, 10, 20, 40, 80, 160, 320].entries()) {
      expect(await failures()).toMatchObject([{ failures: i + 1 }]);
      expect(await migratePeople()).toBe(1);
      await run.moveClock(`PT${seconds}S`);
      await migratePeople();
    }
    expect(await run.runs("ada")).toMatchObject([{ state: "failed", reason: "step_error" }]);
    expect(await failures()).toEqual([]);
    expect(await migratePeople()).toBe(0);
    expect(await peopleInvariants(run.workspace.id)).toEqual(nothingWrong);
    await mend();
    const [{ id } = { id: "" }] = await run.runs("ada");
    expect(await requeueQuarantined(run.principal, { enrollmentId: id })).toMatchObject({ requeued: 1 });
    await run.settle();
    // Her wait of five days is not over.
    expect(await standing("ada")).toEqual([before]);
    expect(await peopleInvariants(run.workspace.id)).toEqual(nothingWrong);
  },
);
