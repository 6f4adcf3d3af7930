import { expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { scoreRulesRow } from "@/lib/db/score-rules-row";
import type { Condition } from "@/lib/journey/condition";
import { scoreRulesSchema } from "@/lib/journey/score-rules";
import { CHAIN_DEPTH_MAX } from "@/lib/nodes/chain-depth";
import { driveJourneys, type JourneyDriver, type Sketch } from "@/lib/testing/journey-driver";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { drainSegments } from "./refresh-segments";
import { walkShard } from "./walk-shard";

setUpTestDatabase();

const steps = (trigger: Sketch["nodes"][number], action: Sketch["nodes"][number]): Sketch => ({
  nodes: [
    { ...trigger, id: "start" },
    { ...action, id: "do" },
  ],
  edges: ["start -> do"],
});
const raising = (seen: string, raised: string) =>
  steps(
    { id: "", type: "trigger.attribute_changed", config: { attribute: seen } },
    { id: "", type: "update_attributes", config: { compute: [{ path: raised, op: "add", by: 1 }] } },
  );

/** How many runs there are once nobody is due and nobody's segments are to be looked at, or a while has passed. */
async function runsAfter(run: JourneyDriver): Promise<number> {
  for (let looked = 1, rounds = 0; looked > 0 && rounds < 3 * CHAIN_DEPTH_MAX; rounds += 1) {
    for (const shard of run.shards) await walkShard(shard, { budgetMs: 4_000 });
    looked = (await drainSegments(1_000)).looked;
  }
  const { rows } = await pool().query("select count(*)::int as n from enrollments where workspace_id = $1", [
    run.workspace.id,
  ]);
  return rows[0].n;
}

const refusals = async (run: JourneyDriver) =>
  (await pool().query("select reason from entry_refusals where workspace_id = $1", [run.workspace.id])).rows;

test("journeys that set each other off by what they write about the person stop, like those that do so by events", async () => {
  const run = await driveJourneys();
  await run.journey(raising("x", "y"), "One");
  await run.journey(raising("y", "x"), "Other");
  await run.ingest("ada", "go", {}, { x: 1 });
  expect(await runsAfter(run)).toBe(CHAIN_DEPTH_MAX + 1);
  expect(await refusals(run)).toContainEqual({ reason: "chain_too_long" });
  // it was a chain, not the person: what happens later sets them off again
  await run.moveClock("PT2M");
  await run.ingest("ada", "go", {}, { x: 100 });
  expect(await runsAfter(run)).toBe(2 * (CHAIN_DEPTH_MAX + 1));
});

test("so do journeys that put the person into a segment and take them out again", async () => {
  const run = await driveJourneys();
  const segment = await prisma().segment.create({
    data: { workspaceId: run.workspace.id, name: "Club", kind: "manual" },
  });
  const config = { segment_id: segment.id };
  const entered = { id: "", type: "trigger.segment_entered", config };
  const left = { id: "", type: "trigger.segment_left", config };
  await run.journey(steps(entered, { id: "", type: "remove_from_segment", config }), "Out");
  await run.journey(steps(left, { id: "", type: "add_to_segment", config }), "In");
  const go = { id: "", type: "trigger.event", config: { event: "go" } };
  await run.journey(steps(go, { id: "", type: "add_to_segment", config }), "Begin");
  await run.ingest("ada", "go");
  expect(await runsAfter(run)).toBe(CHAIN_DEPTH_MAX + 1);
});

const writing = (plan: string) => ({ id: "", type: "update_attributes", config: { set: { plan } } });
const emitting = (plan: string) => ({ id: "", type: "emit_event", config: { event: "chose", properties: { plan } } });

/** One who comes into the segment does something that takes them out, one who leaves it something that takes them back. */
async function aroundSegment(
  run: JourneyDriver,
  condition: Condition,
  doing: (plan: string) => Sketch["nodes"][number],
): Promise<void> {
  const segment = await prisma().segment.create({ data: { workspaceId: run.workspace.id, name: "Pros", condition } });
  const config = { segment_id: segment.id };
  await run.journey(steps({ id: "", type: "trigger.segment_entered", config }, doing("free")), "Out");
  await run.journey(steps({ id: "", type: "trigger.segment_left", config }, doing("pro")), "In");
  await run.journey(steps({ id: "", type: "trigger.event", config: { event: "go" } }, doing("pro")), "Begin");
}

test.each([
  ["what they write about the person", { path: "plan", op: "equals", value: "pro" }, writing, "free"],
  ["events", { event: "chose", last: { property: "plan", op: "equals", value: "pro" } }, emitting, "pro"],
] as [string, Condition, typeof writing, string][])(
  "so do journeys that move the person into a dynamic segment and out of it by %s",
  async (_, condition, doing, other) => {
    const run = await driveJourneys();
    await aroundSegment(run, condition, doing);
    await run.ingest("ada", "came");
    await runsAfter(run);
    await run.ingest("ada", "go");
    expect(await runsAfter(run)).toBe(CHAIN_DEPTH_MAX + 1);
    // What comes from outside begins anew, at once.
    await run.ingest("ada", "chose", { plan: other }, { plan: other });
    expect(await runsAfter(run)).toBe(2 * (CHAIN_DEPTH_MAX + 1));
  },
);

test("so do journeys that move the person between stages of the lifecycle", async () => {
  const run = await driveJourneys();
  const is = (value: string): Condition => ({ path: "plan", op: "equals", value });
  await prisma().scoreRules.create({
    data: {
      workspaceId: run.workspace.id,
      ...scoreRulesRow(scoreRulesSchema.parse({})),
      lifecycle: [
        { stage: "customer", condition: is("pro") },
        { stage: "lead", condition: is("free") },
      ],
    },
  });
  const becoming = (to: string) => ({ id: "", type: "trigger.lifecycle_changed", config: { to } });
  await run.journey(steps(becoming("customer"), writing("free")), "Down");
  await run.journey(steps(becoming("lead"), writing("pro")), "Up");
  await run.ingest("ada", "go", {}, { plan: "pro" });
  expect(await runsAfter(run)).toBe(CHAIN_DEPTH_MAX + 1);
});

test("two runs of one person that write to them in the same walk have them looked at once", async () => {
  const run = await driveJourneys();
  await prisma().segment.create({
    data: { workspaceId: run.workspace.id, name: "Pros", condition: { path: "plan", op: "equals", value: "pro" } },
  });
  const go = { id: "", type: "trigger.event", config: { event: "go" } };
  await run.journey(steps(go, writing("pro")), "One");
  await run.journey(steps(go, { id: "", type: "update_attributes", config: { set: { other: "x" } } }), "Other");
  await run.ingest("ada", "came");
  await runsAfter(run);
  await run.ingest("ada", "go");
  expect(await runsAfter(run)).toBe(2);
  expect((await run.runs("ada")).map(({ state }) => state)).toEqual(["completed", "completed"]);
});
