import { pool } from "@/lib/db/pool";
import { prepareEngine } from "./engine-scene";
import { alternate, lanes } from "./measure";
import type { Section } from "./section";

const HOPS = [1, 3, 8];

/** Walks of one, three and eight steps: what a walk costs by itself, and what each further step adds. */
export const hopsSection: Section = async (context) => {
  const variants: Parameters<typeof alternate>[0] = {};
  for (const steps of HOPS) {
    const engine = await prepareEngine(Math.min(context.people, 100_000), steps);
    variants[`walks of ${steps} ${steps === 1 ? "step" : "steps"}`] = (s) =>
      lanes(2, s, (lane) => engine.walk(lane, 2, 1_000));
  }
  const figures = await alternate(variants, {
    ...context,
    warmUpSeconds: 0.5,
    between: async () => {
      await pool().query("truncate walks, sends, node_stat_deltas");
    },
  });
  return { figures, goals: [] };
};
