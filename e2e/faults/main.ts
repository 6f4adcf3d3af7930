// npm run faults: real processes on a real database, killed while they work. The provider's own log and the tables are then
// asked whether anything was lost or done twice. FAULT_PEOPLE (default 10000), FAULT_KILLS (default 16), FAULT_WAIT (default PT10S).
import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { closePool, pool } from "@/lib/db/pool";
import { closePrisma } from "@/lib/db/prisma";
import { startPostgres } from "@/lib/launch/start-postgres";
import type { FaultPoint } from "@/lib/queue/fault-point";
import { startFakeResend } from "@/lib/testing/fake-resend";
import { applyMigrations } from "../../prisma/deploy";
import { Crew } from "./crew";
import { checkMails, checkTables, type Finding } from "./invariants";
import { prepareScene } from "./scene";

const PEOPLE = Number(process.env.FAULT_PEOPLE ?? 10_000);
const KILLS = Number(process.env.FAULT_KILLS ?? 16);
const WORKERS = 3;
const DRAIN_TIMEOUT_MS = 600_000;

/** Where workers die by name, in this order; the others die at random moments. */
const POINTS: readonly FaultPoint[] = [
  "after_claim",
  "before_commit",
  "after_commit",
  "after_walk",
  "before_handover",
  "after_handover",
  "before_result_commit",
  "after_result_commit",
  "during_compact",
  "before_rearm",
];

const startedAt = performance.now();
const say = (line: string) => console.log(`[${((performance.now() - startedAt) / 1_000).toFixed(1)} s] ${line}`);

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

/** Runs a sender of events to its end, starting it again where it was whenever it dies. Gives back what was acknowledged. */
async function ingest(
  env: NodeJS.ProcessEnv,
  workspaceId: number,
  event: string,
  deaths: readonly string[],
): Promise<string[]> {
  const acknowledged = new Set<number>();
  const faults = [...deaths];
  for (;;) {
    const from = acknowledged.size === 0 ? 0 : Math.max(...acknowledged) + 1;
    const fault = faults.shift();
    const args = [
      "--import",
      "tsx",
      "e2e/faults/ingest-people.ts",
      String(workspaceId),
      event,
      String(from),
      String(PEOPLE),
    ];
    const child = spawn(process.execPath, args, {
      env: fault ? { ...env, FAULT: fault } : env,
      stdio: ["ignore", "pipe", "ignore"],
    });
    let rest = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) if (/^\d+$/.test(line)) acknowledged.add(Number(line)); // the rest is its log
    });
    const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
    if (fault) say(`the sender of "${event}" died at ${fault} with ${acknowledged.size} acknowledged`);
    if (code === 0) return [...acknowledged].map((p) => `${event}-${p}`);
  }
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

const one = async (sql: string) => {
  const { rows } = await pool().query(sql);
  return rows[0];
};

async function killAtRandom(crew: Crew, kills: number): Promise<void> {
  for (let i = 0; i < kills; i += 1) {
    await sleep(1_500 + Math.random() * 2_500);
    crew.killOne(Math.floor(Math.random() * WORKERS));
  }
}

async function main(): Promise<number> {
  const scratch = mkdtempSync(path.join(tmpdir(), "sojourn-faults-"));
  let postgres = await startPostgres({ dir: path.join(scratch, "pg"), database: "faults" });
  process.env.DATABASE_URL = postgres.url;
  await applyMigrations(postgres.url);
  const provider = await startFakeResend();
  const env = environment(postgres.url, provider.url);
  const { workspaceId } = await prepareScene();
  const crew = new Crew(WORKERS, env, path.join(scratch, "workers.log"));
  const named = POINTS.slice(0, Math.ceil(KILLS * 0.6));
  crew.deal(named.map((at, i) => ({ at, nth: 1 + i })));
  crew.start();
  say(`${WORKERS} workers, ${PEOPLE} people; logs in ${scratch}`);

  const killing = killAtRandom(crew, KILLS - named.length);
  const signedUp = ingest(env, workspaceId, "signed_up", ["mid_ingest_before_commit:3", "after_ingest_commit:5"]);
  // PostgreSQL itself stops as if the power had failed, in the middle of it.
  await until("a third is stored", async () => {
    const seen = await one("select count(*)::int as n from events");
    return { done: seen.n >= PEOPLE / 3, seen };
  });
  const { port, dir } = postgres;
  await postgres.crash();
  say("PostgreSQL was stopped at once");
  postgres = await startPostgres({ dir, database: "faults", port });
  say("PostgreSQL is back");

  const acknowledged = await signedUp;
  say(`${acknowledged.length} sign-ups acknowledged`);
  await killing;
  await until("everybody has both mails", async () => {
    const seen = await one(`select (select count(*)::int from sends where status = 'sent') as sent,
      (select count(*)::int from waiting) as waiting, (select count(*)::int from sends where status in ('queued', 'sending')) as open`);
    return { done: seen.sent + 0 >= PEOPLE * 2 || (seen.open === 0 && seen.sent >= PEOPLE * 2), seen };
  });
  acknowledged.push(...(await ingest(env, workspaceId, "purchase", ["after_ingest_commit:7"])));
  await until("everything has come to rest", async () => {
    const seen = await one(`select (select count(*)::int from enrollments where state = 'completed') as done,
      (select count(*)::int from sends where status in ('queued', 'sending')) as open,
      (select count(*)::int from waiting where due_at <= now()) as due`);
    return { done: seen.done >= Math.ceil(PEOPLE / 2) && seen.open === 0 && seen.due === 0, seen };
  });
  await crew.stop();

  const findings: Finding[] = [
    ...checkMails(provider.acceptances, PEOPLE),
    ...(await checkTables(pool(), acknowledged)),
    {
      invariant: "a death that was to be died was not",
      broken: Math.max(0, KILLS - crew.died.length),
      example: crew.died,
    },
  ];
  for (const { invariant, broken, example } of findings)
    console.log(
      `${broken === 0 ? "ok    " : "BROKEN"} ${String(broken).padStart(6)}  ${invariant}${broken ? `  e.g. ${JSON.stringify(example)}` : ""}`,
    );
  say(`${crew.died.length} workers died: ${crew.died.join(", ")}`);
  await closePrisma();
  await closePool();
  await provider.stop();
  await postgres.stop();
  const broken = findings.filter((f) => f.broken > 0).length;
  console.log(`${findings.length - broken} passed, ${broken} failed`);
  return broken === 0 ? 0 : 1;
}

process.exit(await main());
