// npm run reset-password -- --email ada@example.com: for whoever runs the installation. On the database that `npm start` uses with the same
// variables: DATABASE_URL, else the embedded one of DATA_DIR, which may be running or not.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { generate } from "./generate.ts";
import { databaseOwner } from "./postgres-binaries.ts";
import { reachableDir } from "./reachable-dir.ts";
import { runningPostgres } from "./running-postgres.ts";
import { startPostgres } from "./start-postgres.ts";

process.chdir(path.join(import.meta.dirname, "../.."));
const DATABASE = "sojourn";

/** The database's address, and how to leave it as it was found. Throws where there is none. */
async function openDatabase(env: NodeJS.ProcessEnv): Promise<{ url: string; leave: () => Promise<void> }> {
  if (env.DATABASE_URL) return { url: env.DATABASE_URL, leave: () => Promise.resolve() };
  const wanted = path.resolve(env.DATA_DIR ?? ".data", "pg");
  const dir = reachableDir(wanted, databaseOwner());
  if (!existsSync(path.join(dir, "PG_VERSION")))
    throw new Error(`There is no database in ${dir}. Set DATA_DIR or DATABASE_URL as for \`npm start\`.`);
  const running = runningPostgres(dir);
  if (running)
    return { url: `postgresql://postgres@127.0.0.1:${running.port}/${DATABASE}`, leave: () => Promise.resolve() };
  const postgres = await startPostgres({ dir: wanted, database: DATABASE });
  return { url: postgres.url, leave: () => postgres.stop() };
}

function readEmail(): string {
  const { values } = parseArgs({ options: { email: { type: "string" } } });
  if (!values.email?.trim()) throw new Error("Say whose password: npm run reset-password -- --email ada@example.com");
  return values.email;
}

try {
  const email = readEmail();
  const { url, leave } = await openDatabase(process.env);
  try {
    await generate();
    const env = { ...process.env, DATABASE_URL: url };
    const program = ["--import", "tsx", "lib/commands/run-reset-password.ts", email];
    process.exitCode = spawnSync(process.execPath, program, { env, stdio: "inherit" }).status ?? 1;
  } finally {
    await leave();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
