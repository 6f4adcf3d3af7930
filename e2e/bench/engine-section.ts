import { pool } from "@/lib/db/pool";
import { prepareEngine } from "./engine-scene";
import { prepareJobPerStep } from "./job-per-step";
import { alternate, type Figure, lanes, ratioOf } from "./measure";
import { prepareRaw } from "./raw-limit";
import type { Goal, Section } from "./section";

/** Steps of one walk of the ring: branch, email, wait. */
const STEPS = 3;

const RAW = "raw limit of the layout, 1,000 rows, 2 connections";
const ENGINE = "engine, walks of 3 steps, batch 1,000, 2 connections";

function goal(name: string, a: Figure | undefined, b: Figure | undefined, goalValue: number, factor = 1): Goal[] {
  if (!a || !b) return [];
  const { median, min, max } = ratioOf(a, b);
  return [{ name, value: median * factor, goal: goalValue, spread: { min: min * factor, max: max * factor } }];
}

/** Goals 1 and 2: the real engine against what the database can do at most, and against one job per step. */
export const engineSection: Section = async (context) => {
  const engine = await prepareEngine(context.people);
  const raw = await prepareRaw(context.people);
  const jobs = await prepareJobPerStep(context.databaseUrl);
  const figures = await alternate(
    {
      [RAW]: (s) => lanes(2, s, (lane) => raw(lane, 2, 1_000)),
      [ENGINE]: (s) => lanes(2, s, (lane) => engine.walk(lane, 2, 1_000)),
      "engine, batch 100, 2 connections": (s) => lanes(2, s, (lane) => engine.walk(lane, 2, 100)),
      "engine, batch 1,000, 1 connection": (s) => lanes(1, s, () => engine.walk(0, 1, 1_000)),
      "engine, batch 1, 1 connection": (s) => lanes(1, s, () => engine.walk(0, 1, 1)),
      ...jobs.variants,
    },
    {
      ...context,
      warmUpSeconds: 0.5,
      between: async (name) => {
        await pool().query("truncate raw_log, raw_outbox, step_log, step_outbox, walks, sends, node_stat_deltas");
        if (name.startsWith("one job")) await jobs.refill(name);
      },
    },
  );
  await jobs.stop();
  const of = (name: string) => figures.find((f) => f.name.startsWith(name));
  return {
    figures,
    goals: [
      ...goal("1 walks over the raw limit", of(ENGINE), of(RAW), 0.5),
      ...goal("2 steps over one job a step, fetched singly", of(ENGINE), of("one job a step, fetched"), 100, STEPS),
      ...goal(
        "2 steps over one job a step, batches of 100",
        of(ENGINE),
        of("one job a step, batches of 100"),
        60,
        STEPS,
      ),
      ...goal("2 steps over one job a step, bulk 1,000", of(ENGINE), of("one job a step, batches of 1,000"), 20, STEPS),
    ],
  };
};
