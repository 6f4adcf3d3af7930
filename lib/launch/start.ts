// npm start | npm run dev: PostgreSQL (unless DATABASE_URL is set), migrations, build, bootstrap, web and worker; all of it stops
// on Ctrl-C, SIGTERM, terminal close, or when the npm that started us has gone.
import { existsSync } from "node:fs";
import path from "node:path";
import { applyMigrations } from "../../prisma/deploy.ts";
import { build } from "./build.ts";
import { readEnvironment } from "./environment.ts";
import { generate } from "./generate.ts";
import { keepPostgres } from "./keep-postgres.ts";
import { endRunning, runToEnd } from "./run-to-end.ts";
import { supervise } from "./supervise.ts";

process.chdir(path.join(import.meta.dirname, "../.."));
const dev = process.argv.includes("--dev");
const startedAt = performance.now();
const say = (line: string) =>
  console.log(`[sojourn] ${line} (+${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);

const toStop: (() => Promise<void>)[] = [];
let stopping: Promise<void> | undefined;

/** Stops in reverse order of starting: worker and web together, the database last. */
function stop(code: number, why: string): Promise<void> {
  stopping ??= (async () => {
    say(`stopping: ${why}`);
    endRunning();
    const [database, ...processes] = toStop;
    await Promise.all(processes.map((end) => end()));
    await database?.();
    say("stopped");
    process.exit(code);
  })();
  return stopping;
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop(0, signal));
// `kill <pid of npm>` ends npm and its shell but never reaches us: notice that the parent has changed.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && void stop(0, "the starting process has ended"), 500).unref();

async function untilReady(port: number): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (!stopping && Date.now() < deadline) {
    const ready = await fetch(`http://127.0.0.1:${port}/api/ready`, { signal: AbortSignal.timeout(5_000) }).then(
      (response) => response.ok,
      () => false, // refused or slow: not up yet, which is what we are waiting out
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  if (!stopping) throw new Error("web and worker did not become ready within 120 s; see their lines above");
}

function greet(variables: NodeJS.ProcessEnv): void {
  const signIn = variables.BOOTSTRAP_EMAIL
    ? `Sign in as ${variables.BOOTSTRAP_EMAIL} with the password you gave in BOOTSTRAP_PASSWORD.`
    : "Open it in a browser: the first visit creates the owner's account; later visits sign in with it.";
  console.log(`\n  Sojourn is running at ${variables.APP_URL}\n  ${signIn}\n  Ctrl-C stops it.\n`);
}

/** A batch of a thousand walks makes megabytes that are all dead after it: room for them spares the collector copying what still lives. */
const WORKER_FLAGS = ["--max-semi-space-size=64"];

async function main(): Promise<void> {
  const { dataDir, port, variables: env } = readEnvironment(process.env, process.cwd());
  await generate();
  if (!dev && (await build()) === "made") say("built");
  if (!env.DATABASE_URL) {
    const postgres = await keepPostgres({ dir: path.join(dataDir, "pg"), database: "sojourn" }, say);
    toStop.push(() => postgres.stop());
    env.DATABASE_URL = postgres.url;
    say(`PostgreSQL runs at ${postgres.url}`);
  } else {
    toStop.push(() => Promise.resolve());
  }
  const applied = await applyMigrations(env.DATABASE_URL);
  say(applied.length ? `migrated: ${applied.join(", ")}` : "database schema is up to date");

  const mode: NodeJS.ProcessEnv = { ...env, NODE_ENV: dev ? "development" : "production" };
  const program = (bundle: string, source: string, watch: boolean) =>
    dev ? [...(watch ? ["--watch"] : []), "--import", "tsx", source] : ["--enable-source-maps", `.build/${bundle}.mjs`];
  if (existsSync("lib/commands/run-bootstrap.ts"))
    await runToEnd(program("bootstrap", "lib/commands/run-bootstrap.ts", false), mode);
  if (stopping) return;
  const worker = supervise("worker", [...WORKER_FLAGS, ...program("worker", "worker/main.ts", true)], mode, say);
  const web = supervise("web", program("web", "app/server/main.ts", false), mode, say);
  toStop.push(
    () => worker.stop(),
    () => web.stop(),
  );
  await untilReady(port);
  if (!stopping) greet(env);
}

main().catch(async (error: unknown) => {
  if (stopping) return;
  console.error(error);
  await stop(1, "failed to start");
});
