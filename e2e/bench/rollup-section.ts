import { compactStats } from "@/lib/commands/compact-stats";
import { type Counted, StepCounter } from "@/lib/commands/count-steps";
import { loadVersion } from "@/lib/commands/load-version";
import { columnsOf } from "@/lib/db/columns";
import { pool } from "@/lib/db/pool";
import type { WalkStep } from "@/lib/journey/outcome";
import { scanLog } from "@/lib/testing/scan-log";
import { type EngineScene, prepareEngine } from "./engine-scene";
import { alternate, lanes } from "./measure";
import type { Section } from "./section";

const BATCH = 1_000;

/** The counters of a version against its log. People were put into their first wait (visit 1) by the scene, so nobody counted that they came. */
const DIFFERENCES = `
with counted as (
  select node, kind, port, sum(n)::int as n from (
    select version_id, node, kind, port, n from node_stats union all select version_id, node, kind, port, n from node_stat_deltas
  ) d where version_id = $1 and kind in ('entered', 'left', 'dropped', 'failed') group by 1, 2, 3
), scanned as (${scanLog("w.version_id = $1", 2)})
select (select count(*)::int from scanned) as lines,
  (select count(*)::int from counted full join scanned using (node, kind, port) where counted.n is distinct from scanned.n) as different`;

const COLUMNS = {
  workspace_id: "plain",
  version_id: "plain",
  node: "plain",
  day: "plain",
  kind: "plain",
  port: "text",
  n: "plain",
} as const;

const INSERT = `insert into node_stat_deltas (workspace_id, version_id, node, day, kind, port, n)
select * from unnest($1::int[], $2::int[], $3::smallint[], $4::date[], $5::text[], $6::text[], $7::int[])`;

/** Batches between two foldings of the deltas; the product folds each second. */
const BATCHES_BETWEEN = 10;

/** The counting of a batch and nothing else: adding up its steps, writing the deltas, folding them now and then. */
async function counting(scene: EngineScene): Promise<() => Promise<number>> {
  const version = await loadVersion(scene.versionId);
  const { rows } = await pool().query<{ steps: WalkStep[]; first_visit: number }>(
    "select w.steps, w.first_visit from walks w where w.version_id = $1 limit $2",
    [scene.versionId, BATCH],
  );
  const now = Date.now();
  const batch = rows.map(({ steps, first_visit }): Counted => {
    const position = { node: steps.at(-1)?.node ?? "", visit: first_visit, arrived_at: now, due_at: now };
    const walk = { kind: "waits" as const, position, listen: [], steps, effects: [], run: {}, runChanged: false };
    return { version, now, row: { visit: first_visit }, walk };
  });
  let batches = 0;
  return async () => {
    const counter = new StepCounter();
    for (const walked of batch) counter.add(walked);
    await pool().query({ name: "bench-deltas", text: INSERT, values: columnsOf(counter.rows(), COLUMNS) });
    batches += 1;
    if (batches % BATCHES_BETWEEN === 0) await compactStats();
    return batch.length;
  };
}

async function isExact(scene: EngineScene): Promise<boolean> {
  await compactStats();
  const { rows } = await pool().query<{ lines: number; different: number }>(DIFFERENCES, [scene.versionId]);
  return (rows[0]?.lines ?? 0) > 0 && rows[0]?.different === 0;
}

/** Goal 8: the counters say what a scan of the log says, and what keeping them costs a walk, in CPU time. */
export const rollupSection: Section = async (context) => {
  const scene = await prepareEngine(Math.min(context.people, 100_000));
  await lanes(2, context.seconds, (lane) => scene.walk(lane, 2, BATCH));
  const exact = await isExact(scene);
  const count = await counting(scene);
  const walking = "walks, batch 1,000, 1 connection";
  const alone = "their counting alone";
  const figures = await alternate(
    {
      [walking]: (s) => lanes(1, s, () => scene.walk(0, 1, BATCH)),
      [alone]: (s) => lanes(1, s, count),
    },
    { ...context, warmUpSeconds: 0.5 },
  );
  const cpuOf = (name: string) => {
    const figure = figures.find((f) => f.name === name);
    return figure ? figure.serverCpuUs + figure.clientCpuUs : Number.NaN;
  };
  return {
    figures,
    goals: [
      {
        name: "8 counting over the rest of a walk, CPU",
        value: cpuOf(alone) / (cpuOf(walking) - cpuOf(alone)),
        goal: 0.1,
        atMost: true,
      },
      { name: "8 counters equal a scan of the log", value: exact ? 1 : 0, goal: 1 },
    ],
  };
};
