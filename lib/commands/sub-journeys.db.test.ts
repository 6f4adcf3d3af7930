import { describe, expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { driveJourneys, type JourneyDriver, type Sketch } from "@/lib/testing/journey-driver";
import { nothingWrong, peopleInvariants } from "@/lib/testing/people-invariants";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { archiveJourney } from "./archive-journey";
import { exitEnrollment } from "./exit-enrollment";
import { finishJourney } from "./finish-journey";
import { pauseJourney } from "./pause-journey";

setUpTestDatabase();

const DAY = { duration: "P1D" };
const child: Sketch = {
  nodes: [
    { id: "in", type: "trigger.manual" },
    { id: "day", type: "wait", config: DAY },
    { id: "mail", type: "email", config: { subject: "Hello", body: "Hello" } },
  ],
  edges: ["in -> day", "day -> mail"],
};

/** Runs `inner` and waits for its end; a goal and what `settings` say can take people off that. */
const parent = (inner: string, config: { timeout?: string } = {}, settings?: Sketch["settings"]): Sketch => ({
  nodes: [
    { id: "in", type: "trigger.event", config: { event: "go" } },
    { id: "call", type: "start_journey", config: { journey_id: inner, wait: true, ...config } },
    { id: "goal", type: "goal", config: { event: "bought", window: "P9D" } },
    { id: "thanks", type: "add_tag", config: { tag: "bought" } },
  ],
  edges: ["in -> call", "call -> goal", ...("timeout" in config ? ["call -timeout-> goal"] : []), "goal -> thanks"],
  ...(settings && { settings }),
});

async function inside(config?: { timeout?: string }, settings?: Sketch["settings"]) {
  const run = await driveJourneys();
  const inner = await run.journey(child, "Inner");
  const outer = await run.journey(parent(inner, config, settings), "Outer");
  await run.event("ada", "go", {}, { email: "ada@example.com" });
  expect(await ends(run)).toEqual(["active", "active"]);
  const [parentRun, childRun] = await run.runs("ada");
  return { run, inner, outer, parentRun: parentRun?.id ?? "", childRun: childRun?.id ?? "" };
}
type Inside = Awaited<ReturnType<typeof inside>>;

const ends = async (run: JourneyDriver) =>
  (await run.runs("ada")).map(({ state, reason }) => [state, reason].filter(Boolean).join(" "));

/** The other run has ended where she stood, nothing comes after it, and everything adds up. */
async function expectChildLeft(run: JourneyDriver, childRun: string) {
  const { rows } = await pool().query("select state, end_reason from enrollments where id = $1", [childRun]);
  expect(rows).toEqual([{ state: "exited", end_reason: "parent_left" }]);
  await run.advance("P3D");
  expect(await run.messages("ada")).toEqual([]);
  expect(await peopleInvariants(run.workspace.id)).toEqual(nothingWrong);
}

describe("whoever is taken off the step that waits for another journey leaves that journey, too", () => {
  const ways: Record<string, (scene: Inside) => Promise<unknown>> = {
    "by hand": ({ run, parentRun }) => exitEnrollment(run.principal, parentRun),
    "because the journey is archived": ({ run, outer }) => archiveJourney(run.principal, outer),
    "by a goal further on": ({ run }) => run.event("ada", "bought"),
    "by the exit rule": ({ run }) => run.event("ada", "enough"),
  };
  test.each(Object.entries(ways))("%s", async (_, takeOff) => {
    const scene = await inside({}, { exit_when: { event: "enough" } });
    await takeOff(scene);
    await scene.run.settle();
    await expectChildLeft(scene.run, scene.childRun);
  });

  test("by the maximum time", async () => {
    const { run, childRun } = await inside({}, { max_time: "PT2H" });
    await run.advance("PT2H");
    expect(await ends(run)).toEqual(["exited max_time", "exited parent_left"]);
    await expectChildLeft(run, childRun);
  });

  test("while that journey is paused", async () => {
    const { run, inner, parentRun, childRun } = await inside();
    await pauseJourney(run.principal, inner);
    await run.advance("P2D"); // set aside by the pause
    await exitEnrollment(run.principal, parentRun);
    await run.settle();
    await expectChildLeft(run, childRun);
  });

  test("when its next step is due already and nobody has walked it yet", async () => {
    const { run, parentRun, childRun } = await inside();
    await run.moveClock("P1DT1M");
    await exitEnrollment(run.principal, parentRun);
    await run.settle();
    await expectChildLeft(run, childRun);
  });
});

test("a journey that this one runs in turn ends with it", async () => {
  const run = await driveJourneys();
  const innermost = await run.journey(child, "Innermost");
  const middle = await run.journey(
    {
      nodes: [
        { id: "in", type: "trigger.manual" },
        { id: "call", type: "start_journey", config: { journey_id: innermost, wait: true } },
      ],
      edges: ["in -> call"],
    },
    "Middle",
  );
  await run.journey(parent(middle), "Outer");
  await run.event("ada", "go");
  const [outermost] = await run.runs("ada");
  await exitEnrollment(run.principal, outermost?.id ?? "");
  await run.settle();
  expect(await ends(run)).toEqual(["exited manual_exit", "exited parent_left", "exited parent_left"]);
  expect(await peopleInvariants(run.workspace.id)).toEqual(nothingWrong);
});

test("whose limit ran out goes on, and so does the other journey; neither does finishing this one end it", async () => {
  const { run, outer } = await inside({ timeout: "PT2H" });
  await finishJourney(run.principal, outer);
  await run.advance("PT3H");
  expect(await ends(run)).toEqual(["active", "active"]);
  expect(await run.path("ada")).toEqual(expect.arrayContaining(["goal", "day"]));
  await run.advance("P1D");
  expect(await run.messages("ada")).toMatchObject([{ subject: "Hello", status: "sent" }]);
});

test("a journey that was started without waiting for it goes on", async () => {
  const run = await driveJourneys();
  const inner = await run.journey(child, "Inner");
  await run.journey({
    nodes: [
      { id: "in", type: "trigger.event", config: { event: "go" } },
      { id: "call", type: "start_journey", config: { journey_id: inner } },
      { id: "week", type: "wait", config: { duration: "P7D" } },
    ],
    edges: ["in -> call", "call -> week"],
  });
  await run.event("ada", "go");
  const [outer] = await run.runs("ada");
  await exitEnrollment(run.principal, outer?.id ?? "");
  await run.advance("P2D");
  expect(await ends(run)).toEqual(["exited manual_exit", "completed end_of_path"]);
});
