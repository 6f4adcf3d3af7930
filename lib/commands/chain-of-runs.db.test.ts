import { expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { CHAIN_DEPTH_MAX } from "@/lib/nodes/chain-depth";
import { driveJourneys, type JourneyDriver, type Sketch } from "@/lib/testing/journey-driver";
import { setUpTestDatabase } from "@/lib/testing/test-database";
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

/** How many runs there are once nobody is due, or a while has passed. */
async function runsAfter(run: JourneyDriver): Promise<number> {
  for (const shard of run.shards) await walkShard(shard, { budgetMs: 4_000 });
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
