// npm run bench [-- --size 10k|100k|1m|10m --rounds 5 --seconds 1 --only engine,mail --out bench.json]
// npm run bench -- ui   the pages' budgets in headless Chromium
// Starts a PostgreSQL of its own, measures every variant of a section in alternation, prints a table and writes JSON. A section is
// one line in `sections`: a name and a function from the context to figures and the goals they meet.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os, { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { closePool } from "@/lib/db/pool";
import { closePrisma } from "@/lib/db/prisma";
import { startPostgres } from "@/lib/launch/start-postgres";
import { applyMigrations } from "../../prisma/deploy";
import { backtestSection } from "./backtest-section";
import { engineSection } from "./engine-section";
import { growthSection } from "./growth-section";
import { hopsSection } from "./hops-section";
import { httpSection } from "./http-section";
import { ingestSection } from "./ingest-section";
import { latencySection } from "./latency-section";
import { mailSection } from "./mail-section";
import { loadNow } from "./measure";
import { memorySection } from "./memory-section";
import { patternsSection } from "./patterns-section";
import { rollupSection } from "./rollup-section";
import { runUi } from "./run-ui";
import { rushSection } from "./rush-section";
import type { BenchContext, Section } from "./section";
import { snapshotSection } from "./snapshot-section";
import { workersSection } from "./workers-section";

const sections: Record<string, Section> = {
  engine: engineSection,
  hops: hopsSection,
  growth: growthSection,
  workers: workersSection,
  rollup: rollupSection,
  snapshot: snapshotSection,
  ingest: ingestSection,
  patterns: patternsSection,
  http: httpSection,
  mail: mailSection,
  latency: latencySection,
  rush: rushSection,
  memory: memorySection,
  backtest: backtestSection,
};

const SIZES: Record<string, number> = { "10k": 10_000, "100k": 100_000, "1m": 1_000_000, "10m": 10_000_000 };

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: "string", default: "100k" },
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "1" },
    only: { type: "string" },
    out: { type: "string", default: path.join(tmpdir(), "sojourn-bench.json") },
  },
});

/** MB. Ten million people are kept by a database that was set up for them: a quarter of the memory, as PostgreSQL's manual says (19.4). */
const sharedBuffers = (people: number) =>
  people < 10_000_000 ? 512 : Math.max(512, Math.floor(os.totalmem() / 2 ** 22));

const number = (value: number) => (value >= 100 ? Math.round(value).toLocaleString("en-US") : value.toFixed(2));

const asError = (cause: unknown) => (cause instanceof Error ? cause : new Error(String(cause)));

async function main(): Promise<void> {
  const people = SIZES[flags.size];
  if (people === undefined) throw new Error(`--size is one of ${Object.keys(SIZES).join(", ")}`);
  const wanted = flags.only?.split(",") ?? Object.keys(sections);
  const scratch = mkdtempSync(path.join(tmpdir(), "sojourn-bench-"));
  const postgres = await startPostgres({
    dir: path.join(scratch, "pg"),
    database: "bench",
    settings: [`shared_buffers=${sharedBuffers(people)}MB`],
  });
  process.env.DATABASE_URL = postgres.url;
  process.env.APP_SECRET ??= "a-secret-for-the-bench-of-32-characters";
  await applyMigrations(postgres.url);
  const context: BenchContext = {
    people,
    databaseUrl: postgres.url,
    postmaster: postgres.pid,
    rounds: Number(flags.rounds),
    seconds: Number(flags.seconds),
  };
  const report = {
    at: new Date().toISOString(),
    cpus: os.cpus().length,
    node: process.version,
    people,
    sections: {} as Record<string, unknown>,
  };
  let missed = 0;
  const stopped: string[] = [];
  for (const name of wanted) {
    const section = sections[name];
    if (!section) throw new Error(`no section "${name}"; there are ${Object.keys(sections).join(", ")}`);
    const loadBefore = loadNow();
    const measured = await section(context).catch(asError);
    if (measured instanceof Error) {
      // the other sections are measured all the same
      console.log(`\n## ${name}   STOPPED: ${measured.stack ?? measured.message}`);
      report.sections[name] = { stopped: measured.message };
      stopped.push(name);
      continue;
    }
    const { figures, goals } = measured;
    const load = { before: loadBefore, after: loadNow() };
    report.sections[name] = { load, figures, goals };
    console.log(
      `\n## ${name}   ${people.toLocaleString("en-US")} people, load ${load.before.toFixed(1)} → ${load.after.toFixed(1)}`,
    );
    for (const f of figures)
      console.log(
        `${f.name.padEnd(58)} ${number(f.median).padStart(10)}/s  (${number(f.min)}..${number(f.max)})  CPU µs ${f.serverCpuUs.toFixed(1)} + ${f.clientCpuUs.toFixed(1)}  WAL ${number(f.walBytes)} B`,
      );
    for (const g of goals) {
      const met = g.atMost ? g.value <= g.goal : g.value >= g.goal;
      if (!met) missed += 1;
      const spread = g.spread ? ` (${number(g.spread.min)}..${number(g.spread.max)})` : "";
      console.log(
        `${met ? "met   " : "MISSED"} ${g.name.padEnd(58)} ${number(g.value)}${spread}   goal ${g.atMost ? "≤" : "≥"} ${g.goal}`,
      );
    }
  }
  writeFileSync(flags.out, JSON.stringify(report, null, 2));
  console.log(
    `\n${missed === 0 ? "every goal met" : `${missed} goals missed`}${stopped.map((name) => `, ${name} stopped`).join("")}; ${flags.out}`,
  );
  if (stopped.length > 0) process.exitCode = 1;
  await closePrisma();
  await closePool();
  await postgres.stop();
  rmSync(scratch, { recursive: true, force: true });
}

if (positionals[0] === "ui") await runUi();
else await main();
process.exit();
