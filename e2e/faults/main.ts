// npm run faults: real processes on a real database, killed while they work, PostgreSQL too. The provider's own log and the tables are
// then asked whether anything was lost or done twice. `--short` is the form of `npm test`: few people, and attempts whose worker
// died are given up after seconds instead of minutes. FAULT_PEOPLE, FAULT_KILLS (named points first, then random moments) override.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { build } from "esbuild";
import { closePool, pool } from "@/lib/db/pool";
import { closePrisma } from "@/lib/db/prisma";
import { startPostgres } from "@/lib/launch/start-postgres";
import { startBoss, stopBoss } from "@/lib/queue/boss";
import type { FaultPoint } from "@/lib/queue/fault-point";
import { startFakeResend } from "@/lib/testing/fake-resend";
import { applyMigrations } from "../../prisma/deploy";
import { Crew } from "./crew";
import { checkMails, checkTables, type Finding } from "./invariants";
import { prepareScene } from "./scene";
import { killSenders, sendEvents } from "./send-events";

const SHORT = process.argv.includes("--short");
const PEOPLE = Number(process.env.FAULT_PEOPLE ?? (SHORT ? 600 : 10_000));
const KILLS = Number(process.env.FAULT_KILLS ?? (SHORT ? 11 : 16));
/** How long everybody waits between the two mails. */
const WAIT = process.env.FAULT_WAIT ?? (SHORT ? "PT3S" : "PT10S");
const WORKERS = 3;
const DRAIN_TIMEOUT_MS = SHORT ? 120_000 : 600_000;
/** The short form does not wait out leases of three minutes and sweeps of one. */
const SHORT_LEASE_SECONDS = 8;
const SWEEP_EVERY_MS = 4_000;
const PROVIDER_DELAY_MS = 20;
/** Between batches of events, so that there is work for as long as somebody has a death to die. */
const PACE_MS = SHORT ? 1_000 : 0;

/** People who come in addition, time and again, while a named death has not been died. */
const WAVE = 50;

/** Where workers die by name, in this order, those of the mails while there are mails. */
const POINTS: readonly FaultPoint[] = [
  "before_handover",
  "after_claim",
  "after_handover",
  "before_commit",
  "before_result_commit",
  "after_walk",
  "after_result_commit",
  "after_commit",
  "during_compact",
  "before_rearm",
];

const startedAt = performance.now();
const say = (line: string) => console.log(`[${((performance.now() - startedAt) / 1_000).toFixed(1)} s] ${line}`);

/** What must be undone however this ends, the last first. */
const toUndo: (() => unknown)[] = [];
async function undo(): Promise<void> {
  for (let next = toUndo.pop(); next; next = toUndo.pop()) await next();
}

/** Worker and sender as production runs them: bundled, which also lets a replacement start quickly. */
async function bundle(): Promise<string> {
  const outdir = path.resolve(`.build/faults-${process.pid}`);
  toUndo.push(() => rmSync(outdir, { recursive: true, force: true }));
  await build({
    entryPoints: { worker: "worker/main.ts", sender: "e2e/faults/ingest-people.ts" },
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node22",
    packages: "external",
    jsx: "automatic",
    alias: { "@": path.resolve(".") },
    sourcemap: true,
    logLevel: "warning",
  });
  return outdir;
}

/** Everything a child needs to find database and provider. */
function environment(databaseUrl: string, providerUrl: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    DATABASE_URL: databaseUrl,
    RESEND_API_KEY: "re_fault_test",
    RESEND_API_URL: providerUrl,
    MAIL_FROM: "Faults <faults@example.com>",
    APP_SECRET: "a-secret-for-fault-tests-of-32-characters",
    APP_URL: "http://localhost:3000",
    LOG_LEVEL: "warn",
    WORKER_CONCURRENCY: "2",
  };
}

async function one(sql: string) {
  const { rows } = await pool().query(sql);
  return rows[0];
}

let sweptAt = 0;
/** Short form only: ends the leases of attempts that are seconds old, and has a worker sweep. */
async function hurry(): Promise<void> {
  if (!SHORT || performance.now() - sweptAt < SWEEP_EVERY_MS) return;
  sweptAt = performance.now();
  await pool().query(
    "update sends set lease_until = now() + make_interval(secs => $1) where status = 'sending' and lease_until > now() + make_interval(secs => $1)",
    [SHORT_LEASE_SECONDS],
  );
  const queue = await startBoss("web");
  await queue.send("sweep", {}, { singletonKey: "faults" });
}

/** Waits for a fact; throws with what was last seen when it does not come. */
async function until(what: string, look: () => Promise<{ done: boolean; seen: unknown }>): Promise<void> {
  const deadline = performance.now() + DRAIN_TIMEOUT_MS;
  for (;;) {
    const { done, seen } = await look().catch((error: Error) => ({ done: false, seen: error.message }));
    if (done) return say(what);
    if (performance.now() > deadline) throw new Error(`never: ${what}; last seen: ${JSON.stringify(seen)}`);
    await sleep(250);
  }
}

async function killAtRandom(crew: Crew, kills: number): Promise<void> {
  for (let i = 0; i < kills; i += 1) {
    await sleep(1_500 + Math.random() * 2_500);
    crew.killOne(Math.floor(Math.random() * WORKERS));
  }
}

/** One run from the first sign-up until everything rests; the findings about it. */
async function run(scratch: string): Promise<Finding[]> {
  const bundles = await bundle();
  let postgres = await startPostgres({ dir: path.join(scratch, "pg"), database: "faults" });
  const { port, dir } = postgres;
  toUndo.push(async () => {
    await postgres.stop();
    rmSync(dir, { recursive: true, force: true });
  });
  process.env.DATABASE_URL = postgres.url;
  await applyMigrations(postgres.url);
  const provider = await startFakeResend({ delayMs: PROVIDER_DELAY_MS });
  toUndo.push(() => provider.stop());
  const env = environment(postgres.url, provider.url);
  const { workspaceId } = await prepareScene(WAIT);
  toUndo.push(async () => {
    await stopBoss(500);
    await closePrisma();
    await closePool();
  });
  const deaths = POINTS.slice(0, KILLS).map((at, i) => ({ at, nth: SHORT ? 1 : 1 + (i % 3) }));
  const program = path.join(bundles, "worker.mjs");
  const crew = new Crew({ size: WORKERS, program, env, deaths }, path.join(scratch, "workers.log"));
  toUndo.push(() => {
    crew.kill();
    killSenders();
  });
  crew.start();
  say(`${WORKERS} workers, ${PEOPLE} people, ${KILLS} deaths; logs in ${scratch}`);

  const killing = killAtRandom(crew, KILLS - deaths.length);
  const sender = {
    program: path.join(bundles, "sender.mjs"),
    env,
    workspaceId,
    first: 0,
    end: PEOPLE,
    pace: PACE_MS,
    say,
  };
  const signUps = sendEvents({
    ...sender,
    event: "signed_up",
    deaths: ["mid_ingest_before_commit:3", "after_ingest_commit:5"],
  });
  // PostgreSQL itself stops as if the power had failed, in the middle of it.
  await until("a third is stored", async () => {
    const seen = await one("select count(*)::int as n from events");
    return { done: seen.n >= PEOPLE / 3, seen };
  });
  await postgres.crash();
  say("PostgreSQL was stopped at once");
  postgres = await startPostgres({ dir, database: "faults", port });
  say("PostgreSQL is back");

  const acknowledged = await signUps;
  say(`${acknowledged.length} sign-ups acknowledged`);
  await killing;
  let people = PEOPLE;
  for (; crew.spared.length > 0 && people < PEOPLE * 2; people += WAVE) {
    const wave = { first: people, end: people + WAVE, event: "signed_up", deaths: [] };
    acknowledged.push(...(await sendEvents({ ...sender, ...wave })));
  }
  await until("everybody has both mails", async () => {
    await hurry();
    const seen = await one(`select (select count(*)::int from sends where status = 'sent') as sent,
      (select count(*)::int from waiting) as waiting, (select count(*)::int from sends where status in ('queued', 'sending')) as open`);
    return { done: seen.sent >= people * 2 && seen.open === 0, seen };
  });
  acknowledged.push(
    ...(await sendEvents({ ...sender, end: people, event: "purchase", deaths: ["after_ingest_commit:4"] })),
  );
  await until("everything has come to rest", async () => {
    await hurry();
    const seen = await one(`select (select count(*)::int from enrollments where state = 'completed') as done,
      (select count(*)::int from sends where status in ('queued', 'sending')) as open,
      (select count(*)::int from waiting where due_at <= now()) as due`);
    return { done: seen.done >= Math.ceil(people / 2) && seen.open === 0 && seen.due === 0, seen };
  });
  await crew.stop();
  say(`${crew.died.length} workers died: ${crew.died.join(", ")}`);
  return [
    ...checkMails(provider.acceptances, people),
    ...(await checkTables(pool(), acknowledged)),
    {
      invariant: "a point at which a worker was to die was not reached",
      broken: crew.spared.length,
      example: crew.spared,
    },
    { invariant: "fewer workers died than were to", broken: Math.max(0, KILLS - crew.died.length), example: crew.died },
  ];
}

function print(findings: readonly Finding[]): number {
  for (const { invariant, broken, example } of findings)
    console.log(
      `${broken === 0 ? "ok    " : "BROKEN"} ${String(broken).padStart(6)}  ${invariant}${broken ? `  e.g. ${JSON.stringify(example)}` : ""}`,
    );
  const broken = findings.filter((f) => f.broken > 0).length;
  say(broken === 0 ? "nothing lost, nothing twice" : "promises were broken");
  console.log(`${findings.length - broken} passed, ${broken} failed`);
  return broken === 0 ? 0 : 1;
}

async function main(): Promise<number> {
  const scratch = mkdtempSync(path.join(tmpdir(), "sojourn-faults-"));
  try {
    const code = print(await run(scratch));
    if (code === 0) toUndo.unshift(() => rmSync(scratch, { recursive: true, force: true })); // else its logs are of use
    return code;
  } catch (error) {
    console.error(error);
    console.log("0 passed, 1 failed");
    return 1;
  } finally {
    await undo();
  }
}

// Nothing is left behind when it is interrupted, or when whoever started it has gone.
const interrupt = () => void undo().finally(() => process.exit(1));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, interrupt);
process.once("unhandledRejection", (error) => {
  console.error(error);
  interrupt();
});
const parent = process.ppid;
setInterval(() => process.ppid !== parent && interrupt(), 500).unref();

process.exit(await main());
