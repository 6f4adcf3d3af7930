import { expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { driveJourneys, type Sketch } from "@/lib/testing/journey-driver";
import { nothingWrong, peopleInvariants } from "@/lib/testing/people-invariants";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { sweep } from "./sweep";

setUpTestDatabase();

const waiting: Sketch = {
  nodes: [
    { id: "start", type: "trigger.event", config: { event: "came" } },
    { id: "month", type: "wait", config: { duration: "P30D" } },
  ],
  edges: ["start -> month"],
};

test("whoever is left in an archived journey is taken out; once nobody is, it is not looked at any more", async () => {
  const run = await driveJourneys();
  const id = await run.journey(waiting);
  await run.event("ada", "came");
  const emptied = async () =>
    (await pool().query("select emptied_at is not null as emptied from journeys where id = $1", [id])).rows[0].emptied;
  // as if the process had died before it pulled anybody forward
  await pool().query("update journeys set status = 'archived', updated_at = now() - interval '1 hour' where id = $1", [
    id,
  ]);
  await sweep(Date.now());
  expect(await emptied()).toBe(false);
  await run.settle();
  expect(await run.runs("ada")).toMatchObject([{ state: "exited", reason: "journey_archived" }]);
  await sweep(Date.now());
  expect(await emptied()).toBe(true);
});

test("a journey that was archived just now is looked at again: somebody may be about to enter", async () => {
  const run = await driveJourneys();
  const id = await run.journey(waiting);
  await pool().query("update journeys set status = 'archived', updated_at = now() where id = $1", [id]);
  await sweep(Date.now());
  const { rows } = await pool().query("select emptied_at from journeys where id = $1", [id]);
  expect(rows).toEqual([{ emptied_at: null }]);
});

test("whoever was put into a journey by something that outlived their erasure does not stand in it for ever", async () => {
  const run = await driveJourneys();
  await run.journey({
    nodes: [
      { id: "start", type: "trigger.event", config: { event: "came" } },
      { id: "reply", type: "wait_for_event", config: { events: [{ event: "replied", port: "yes" }], timeout: "P30D" } },
    ],
    edges: ["start -> reply"],
  });
  await run.ingest("ada", "came");
  const ada = await run.subscriberId("ada");
  await pool().query("delete from subscribers where id = $1", [ada]);
  await run.moveClock("PT10M");
  await sweep(Date.now());
  await run.settle();
  expect((await pool().query("select from waiting where subscriber_id = $1", [ada])).rowCount).toBe(0);
  const { rows } = await pool().query("select state, end_reason from enrollments where subscriber_id = $1", [ada]);
  expect(rows).toEqual([{ state: "exited", end_reason: "erased" }]);
  expect(await peopleInvariants(run.workspace.id)).toEqual(nothingWrong);
});
