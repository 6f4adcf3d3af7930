import { pool } from "@/lib/db/pool";
import { prepareEngine } from "./engine-scene";
import { alternate, lanes, ratioOf } from "./measure";
import type { Goal, Section } from "./section";

/** Waiting people in the scenes that are compared, by `--size`. */
const SIZES: Record<number, number[]> = {
  10000: [1_000, 10_000],
  100000: [10_000, 100_000],
  1000000: [10_000, 100_000, 1_000_000],
  10000000: [1_000_000, 10_000_000],
};

/** Goal 4: what a walk costs when ten times as many people wait. */
export const growthSection: Section = async (context) => {
  const sizes = SIZES[context.people] ?? [10_000, 100_000];
  const variants: Parameters<typeof alternate>[0] = {};
  for (const people of sizes) {
    const engine = await prepareEngine(people);
    variants[`walks with ${people.toLocaleString("en-US")} people waiting`] = (s) =>
      lanes(2, s, (lane) => engine.walk(lane, 2, 1_000));
  }
  const figures = await alternate(variants, {
    ...context,
    warmUpSeconds: 0.5,
    between: async () => {
      await pool().query("truncate walks, sends, node_stat_deltas");
    },
  });
  const goals = figures.slice(1).map((figure, i): Goal => {
    const before = figures[i] ?? figure;
    const ratio = ratioOf(figure, before);
    const [now, earlier] = [sizes[i + 1] ?? 0, sizes[i] ?? 0].map((n) => n.toLocaleString("en-US"));
    return { name: `4 walks/s with ${now} waiting over ${earlier}`, value: ratio.median, goal: 0.75, spread: ratio };
  });
  return { figures, goals };
};
