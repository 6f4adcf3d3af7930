import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { pool } from "@/lib/db/pool";
import { prepareEngine } from "./engine-scene";
import { alternate, type Variant } from "./measure";
import type { Section } from "./section";

const COUNTS = [1, 2, 4];

type Crew = { variant: Variant; stop: () => void };

/** So many processes, each with its share of the shards, that walk at the same time. */
function crew(databaseUrl: string, firstDay: number, count: number): Crew {
  const members = Array.from({ length: count }, (_, index) => {
    const args = ["--import", "tsx", "e2e/bench/walk-process.ts", String(firstDay), String(index), String(count)];
    const child = spawn(process.execPath, args, {
      env: { ...process.env, DATABASE_URL: databaseUrl },
      stdio: ["pipe", "pipe", "inherit"],
    });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const walk = async (seconds: number) => {
      child.stdin.write(`${seconds}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error("a walking process ended");
      const [operations = 0, took = seconds] = value.split(" ").map(Number);
      return operations / took;
    };
    return { walk, stop: () => child.stdin.end() };
  });
  return {
    variant: async (seconds) => {
      const rates = await Promise.all(members.map(({ walk }) => walk(seconds)));
      return { operations: rates.reduce((sum, rate) => sum + rate * seconds, 0), seconds };
    },
    stop: () => {
      for (const member of members) member.stop();
    },
  };
}

/** The same people walked by one, two and four processes. Their CPU time is not in the client's figure, which is this process's. */
export const workersSection: Section = async (context) => {
  const variants: Record<string, Variant> = {};
  const crews: Crew[] = [];
  for (const count of COUNTS) {
    const engine = await prepareEngine(Math.min(context.people, 100_000));
    const made = crew(context.databaseUrl, engine.firstDay, count);
    crews.push(made);
    variants[`walks by ${count} ${count === 1 ? "worker" : "workers"}, 2 connections each`] = made.variant;
  }
  const figures = await alternate(variants, {
    ...context,
    warmUpSeconds: 1,
    between: async () => {
      await pool().query("truncate walks, sends, node_stat_deltas");
    },
  });
  for (const { stop } of crews) stop();
  return { figures, goals: [] };
};
