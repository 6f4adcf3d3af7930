import { describe, expect, test } from "vitest";
import type { GuardedPlan } from "@/lib/api/schemas/journey-versions";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { driveJourneys, type JourneyDriver, type Sketch, sketchGraph } from "@/lib/testing/journey-driver";
import { nothingWrong, peopleInvariants } from "@/lib/testing/people-invariants";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { archiveJourney } from "./archive-journey";
import { exitEnrollment } from "./exit-enrollment";
import { finishJourney } from "./finish-journey";
import { migratePeople } from "./migrate-people";
import { pauseJourney } from "./pause-journey";
import { publishJourney } from "./publish-journey";

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

/** The parent's next version, and what becomes of whoever stands at the call. */
async function publishNext({ run, inner, outer }: Inside, plan: GuardedPlan): Promise<void> {
  const sketch = parent(inner);
  const renamed = { ...sketch, nodes: [...sketch.nodes, { id: "later", type: "wait", config: { duration: "P30D" } }] };
  await prisma().journey.update({ where: { id: outer }, data: { graph: sketchGraph(renamed) } });
  expect(await publishJourney(run.principal, outer, { migration: plan })).toMatchObject({ ok: true });
  expect(await migratePeople()).toBe(0);
}

describe("whoever is taken off the step that waits for another journey leaves that journey, too", () => {
  const ways: Record<string, (scene: Inside) => Promise<unknown>> = {
    "by hand": ({ run, parentRun }) => exitEnrollment(run.principal, parentRun),
    "because the journey is archived": ({ run, outer }) => archiveJourney(run.principal, outer),
    "by a goal further on": ({ run }) => run.event("ada", "bought"),
    "by the exit rule": ({ run }) => run.event("ada", "enough"),
    "because a new version lets people go": (scene) =>
      publishNext(scene, { unaffected: "stay", steps: [{ version: 1, node_id: "call", action: "leave" }] }),
    "because a new version moves people elsewhere": (scene) =>
      publishNext(scene, { unaffected: "stay", steps: [{ version: 1, node_id: "call", action: "move", to: "later" }] }),
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

test("a new version that has the step as it was takes people along, and the end of the other journey is heard", async () => {
  const scene = await inside();
  const { run } = scene;
  await publishNext(scene, { unaffected: "move", steps: [] });
  await run.advance("P1D");
  expect(await ends(run)).toEqual(["active", "completed end_of_path"]);
  expect((await run.steps("ada")).find(({ node, port }) => node === "call" && port)).toMatchObject({ port: "next" });
  expect(await peopleInvariants(run.workspace.id)).toEqual(nothingWrong);
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
