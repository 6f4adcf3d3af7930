import { expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { UNFINISHED_RESUMES } from "@/lib/db/resume.sql";
import { readJourneyTimers } from "@/lib/queries/read-journey-timers";
import { driveJourneys, type JourneyDriver, type Sketch } from "@/lib/testing/journey-driver";
import { nothingWrong, peopleInvariants } from "@/lib/testing/people-invariants";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { untilBlocked } from "@/lib/testing/until-blocked";
import { finishResume, type Resume } from "./finish-resume";
import { finishResumes } from "./finish-resumes";
import { pauseJourney } from "./pause-journey";
import { resumeJourney } from "./resume-journey";
import { sweep } from "./sweep";
import { unparkPeople } from "./unpark-people";

setUpTestDatabase();

const DAY = 86_400_000;
const scene: Sketch = {
  nodes: [
    { id: "soon", type: "trigger.event", config: { event: "soon" } },
    { id: "late", type: "trigger.event", config: { event: "late" } },
    { id: "asked", type: "trigger.event", config: { event: "asked" } },
    { id: "dated", type: "trigger.event", config: { event: "dated" } },
    { id: "two_days", type: "wait", config: { duration: "P2D" } },
    { id: "ten_days", type: "wait", config: { duration: "P10D" } },
    { id: "reply", type: "wait_for_event", config: { events: [{ event: "replied", port: "yes" }], timeout: "P2D" } },
    { id: "date", type: "wait_until_date", config: { date: "2026-03-09" } },
    { id: "yes", type: "exit", config: { reason: "replied" } },
    { id: "done", type: "exit", config: { reason: "went_on" } },
  ],
  edges: [
    "soon -> two_days",
    "late -> ten_days",
    "asked -> reply",
    "dated -> date",
    "two_days -> done",
    "ten_days -> done",
    "reply -yes-> yes",
    "reply -timeout-> done",
    "date -> done",
  ],
};

/** Everybody enters, a day passes, and the journey is paused for five: whoever waits two days is late by four. */
async function pausedForFiveDays() {
  const run = await driveJourneys();
  const journey = await run.journey(scene);
  for (const event of ["soon", "late", "asked", "dated"])
    for (const who of ["ada", "bob"]) await run.ingest(`${event}-${who}`, event);
  await run.settle();
  await run.advance("P1D");
  await pauseJourney(run.principal, journey);
  const paused = await run.now();
  await run.advance("PT1H");
  await run.event("asked-ada", "replied"); // in time
  await run.advance("P4DT23H");
  await run.event("asked-bob", "replied"); // four days late
  return { run, journey, paused, resumed: await run.now() };
}

/** When the person's timer runs out, in ms after `from`; undefined when they wait no longer. */
async function dueIn(run: JourneyDriver, person: string, from: number): Promise<number | undefined> {
  const { rows } = await pool().query<{ at: number }>(
    "select (extract(epoch from due_at) * 1000)::float8 as at from waiting where subscriber_id = $1",
    [await run.subscriberId(person)],
  );
  return rows[0] && rows[0].at - from;
}

const end = async (run: JourneyDriver, person: string) => (await run.runs(person))[0]?.reason ?? null;
const around = (ms: number) => ({ asymmetricMatch: (actual: number) => Math.abs(actual - ms) < 120_000 });

test("before anything is chosen everybody is counted by what they wait for", async () => {
  const { run, journey } = await pausedForFiveDays();
  expect(await readJourneyTimers(run.workspace.id, journey)).toMatchObject({
    people: 8,
    overdue: 3, // two of two days, and the reply that came too late
    woken: 1,
    spans: 5,
    moments: 2,
    untimed: 0,
    due_within: { hour: 0, day: 2, week: 4 },
    unsent: 0,
  });
  expect(await readJourneyTimers(0, journey)).toBeUndefined();
});

test("as if never paused: whoever is late goes on now, everybody else at their own time", async () => {
  const { run, journey, resumed } = await pausedForFiveDays();
  expect(await resumeJourney(run.principal, journey)).toEqual({ ok: true, status: "active" });
  await run.settle();
  expect(await end(run, "soon-ada")).toBe("went_on");
  expect(await end(run, "asked-ada")).toBe("replied");
  expect(await end(run, "asked-bob")).toBe("went_on");
  expect(await dueIn(run, "late-ada", resumed)).toEqual(around(4 * DAY));
  expect(await peopleInvariants(run.workspace.id)).toEqual(nothingWrong);
});

test("shift: every span goes on where the pause began, dates stay, and what came in time counts", async () => {
  const { run, journey, resumed } = await pausedForFiveDays();
  await resumeJourney(run.principal, journey, { mode: "shift" });
  await run.settle();
  expect(await dueIn(run, "soon-ada", resumed)).toEqual(around(DAY));
  expect(await dueIn(run, "late-ada", resumed)).toEqual(around(9 * DAY));
  expect(await dueIn(run, "dated-ada", resumed)).toBeLessThan(DAY);
  // Her time stood still as well: the reply that was late by the calendar is in time.
  expect(await end(run, "asked-ada")).toBe("replied");
  expect(await end(run, "asked-bob")).toBe("replied");
  expect(await peopleInvariants(run.workspace.id)).toEqual(nothingWrong);
  await run.advance("P1DT1H");
  expect(await end(run, "soon-bob")).toBe("went_on");
  await run.advance("P8D");
  expect(await end(run, "late-bob")).toBe("went_on");
});

test("spread: whoever is late goes on within the window, each at a time of their own", async () => {
  const { run, journey, resumed } = await pausedForFiveDays();
  await resumeJourney(run.principal, journey, { mode: "spread", windowMs: 4 * 3_600_000 });
  const [ada, bob] = [await dueIn(run, "soon-ada", resumed), await dueIn(run, "soon-bob", resumed)];
  expect(ada).not.toBe(bob);
  for (const due of [ada, bob]) {
    expect(due).toBeGreaterThanOrEqual(-1);
    expect(due).toBeLessThan(4 * 3_600_000);
  }
  expect(await dueIn(run, "late-ada", resumed)).toEqual(around(4 * DAY));
  await run.advance("PT4H");
  expect(await end(run, "soon-ada")).toBe("went_on");
  expect(await end(run, "soon-bob")).toBe("went_on");
  expect(await peopleInvariants(run.workspace.id)).toEqual(nothingWrong);
});

test("skip: whoever is late leaves without another step; whom an event woke and whose time is to come go on", async () => {
  const { run, journey, resumed } = await pausedForFiveDays();
  await resumeJourney(run.principal, journey, { mode: "skip" });
  await run.settle();
  for (const person of ["soon-ada", "soon-bob", "asked-bob"]) {
    expect(await run.runs(person)).toMatchObject([{ state: "exited", reason: "skipped_after_pause" }]);
    expect((await run.steps(person)).at(-1)).toMatchObject({ outcome: "dropped", reason: "skipped_after_pause" });
  }
  expect(await end(run, "asked-ada")).toBe("replied");
  expect(await dueIn(run, "late-ada", resumed)).toEqual(around(4 * DAY));
  expect(await peopleInvariants(run.workspace.id)).toEqual(nothingWrong);
});

test.each(["shift", "skip"] as const)(
  "%s: a wish that outlives its process is seen through by several at once, with walks and the sweep in between",
  async (mode) => {
    const { run, journey, paused, resumed } = await pausedForFiveDays();
    await pool().query(
      `insert into journey_resumes (workspace_id, journey_id, mode, paused_at, resumed_at)
       values ($1, $2, $3, to_timestamp($4::float8), to_timestamp($5::float8))`,
      [run.workspace.id, journey, mode, paused / 1_000, resumed / 1_000],
    );
    expect(await finishResumes({ budgetMs: 0 })).toBe(1);
    // The status changed and nobody was let go yet: neither a walk nor the sweep may do it in another way.
    const half = finishResumes({ budgetMs: 5_000 });
    await Promise.all([half, finishResumes({ budgetMs: 5_000 }), run.settle(), sweep(Date.now())]);
    await run.settle();
    expect(await finishResumes({ budgetMs: 1_000 })).toBe(0);
    expect(await dueIn(run, "late-ada", resumed)).toEqual(around(mode === "shift" ? 9 * DAY : 4 * DAY));
    expect(await dueIn(run, "soon-ada", resumed)).toEqual(mode === "shift" ? around(DAY) : undefined);
    expect(await end(run, "soon-bob")).toBe(mode === "shift" ? null : "skipped_after_pause");
    expect(await peopleInvariants(run.workspace.id)).toEqual(nothingWrong);
  },
);

test("whoever comes late to a resume that others have seen through moves nobody again, nor anybody of the next pause", async () => {
  const { run, journey, paused, resumed } = await pausedForFiveDays();
  await pool().query(
    `insert into journey_resumes (workspace_id, journey_id, mode, paused_at, resumed_at)
     values ($1, $2, 'shift', to_timestamp($3::float8), to_timestamp($4::float8))`,
    [run.workspace.id, journey, paused / 1_000, resumed / 1_000],
  );
  const known = await pool().query<Resume>(UNFINISHED_RESUMES);
  const [late] = known.rows.filter(({ journey_id }) => journey_id === journey);
  if (!late) throw new Error("nobody has asked for the resume");
  expect(await finishResumes({ budgetMs: 5_000 })).toBe(0);
  await run.settle();
  await finishResume(late, () => false);
  expect(await dueIn(run, "late-ada", resumed)).toEqual(around(9 * DAY));
  expect(await dueIn(run, "soon-ada", resumed)).toEqual(around(DAY));

  await pauseJourney(run.principal, journey);
  await run.advance("P2D"); // two days are over, and she is set aside
  await finishResume(late, () => false);
  expect(await dueIn(run, "soon-ada", resumed)).toBe(Number.POSITIVE_INFINITY);
  expect(await run.runs("soon-ada")).toMatchObject([{ state: "active" }]);
  expect((await prisma().journey.findUniqueOrThrow({ where: { id: journey } })).status).toBe("paused");
  expect(await peopleInvariants(run.workspace.id)).toEqual(nothingWrong);
});

test("a pause that meets a resume of somebody else's waits until it has let go of people, so that nobody leaves while it lasts", async () => {
  const { run, journey, paused, resumed } = await pausedForFiveDays();
  const other = await pool().connect();
  await other.query("begin");
  await other.query("update journeys set status = 'active' where id = $1", [journey]);
  const pausing = pauseJourney(run.principal, journey); // has found no resume to wait for
  await untilBlocked();
  await other.query(
    `insert into journey_resumes (workspace_id, journey_id, mode, paused_at, resumed_at, state)
     values ($1, $2, 'skip', to_timestamp($3::float8), to_timestamp($4::float8), 'releasing')`,
    [run.workspace.id, journey, paused / 1_000, resumed / 1_000],
  );
  await other.query("commit");
  other.release();
  expect(await pausing).toEqual({ ok: true, status: "paused" });
  const left = await end(run, "soon-ada");
  await finishResumes({ budgetMs: 5_000 });
  await run.settle();
  expect(await end(run, "soon-ada")).toBe(left);
  expect(left).toBe("skipped_after_pause");
  expect(await peopleInvariants(run.workspace.id)).toEqual(nothingWrong);
});

test("whoever comes late to a publish, which lets people go, lets nobody go from the pause after it", async () => {
  const { run, journey, resumed } = await pausedForFiveDays();
  expect(await unparkPeople(pool(), run.workspace.id, journey)).toEqual([]);
  await resumeJourney(run.principal, journey, { mode: "shift" });
  expect(await dueIn(run, "soon-ada", resumed)).toEqual(around(DAY));
});

test("a journey that is not paused is resumed to no effect, and one of somebody else not at all", async () => {
  const run = await driveJourneys();
  const journey = await run.journey(scene);
  expect(await resumeJourney(run.principal, journey, { mode: "skip" })).toEqual({ ok: true, status: "active" });
  expect(await resumeJourney({ ...run.principal, workspaceId: 0 }, journey)).toEqual({
    ok: false,
    reason: "not_found",
  });
});

test("skipping late people is not held up by a version that this process cannot read, whether anybody stands in it or not", async () => {
  const { run, journey } = await pausedForFiveDays();
  const [ada] = (await run.runs("soon-ada")).map(({ id }) => id);
  await pool().query(
    `with strange as (
       insert into journey_versions (workspace_id, journey_id, number, graph, settings, emails, published_by)
       select workspace_id, journey_id, 99, jsonb_set(graph, '{nodes,4,type}', '"of_another_release"'), settings, emails, published_by
       from journey_versions where journey_id = $1 returning id
     ), run as (
       update enrollments e set version_id = s.id from strange s where e.id = $2
     )
     update waiting w set version_id = s.id from strange s where w.id = $2`,
    [journey, ada],
  );
  expect(await resumeJourney(run.principal, journey, { mode: "skip" })).toEqual({ ok: true, status: "active" });
  expect((await pool().query(UNFINISHED_RESUMES)).rowCount).toBe(0);
  expect(await end(run, "soon-bob")).toBe("skipped_after_pause");
  const { rows } = await pool().query("select due_at < 'infinity' as due from waiting where id = $1", [ada]);
  expect(rows).toEqual([{ due: true }]);
});
