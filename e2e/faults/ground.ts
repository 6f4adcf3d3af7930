import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";
import pg from "pg";
import { closePool } from "@/lib/db/pool";
import { type Postgres, startPostgres } from "@/lib/launch/start-postgres";
import { applyMigrations } from "../../prisma/deploy";

/** Worker and sender, bundled with all their packages: whoever takes the place of the dead starts in a quarter of the time. */
export type Programs = { worker: string; sender: string };

const TEMPLATE = "faults";
/** Suspended workers keep their connections. In what order transactions were committed is asked afterwards. */
const SETTINGS = ["max_connections=400", "track_commit_timestamp=on"];

/** Bundled CommonJS packages ask for what an ES module does not have. */
const COMMON_JS = `import { createRequire } from "node:module";
const require = createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;`;

/** Bundles the programs of the checkout in `root` into `outdir`. */
export async function bundlePrograms(root: string, outdir: string): Promise<Programs> {
  await build({
    absWorkingDir: root,
    entryPoints: { worker: "worker/main.ts", sender: "e2e/faults/ingest-people.ts" },
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node22",
    external: ["pino", "pg-native"], // looks for files of its own; is not there
    banner: { js: COMMON_JS },
    define: { "process.env.NODE_ENV": '"production"' },
    jsx: "automatic",
    alias: { "@": root },
    logLevel: "warning",
  });
  return { worker: path.join(outdir, "worker.mjs"), sender: path.join(outdir, "sender.mjs") };
}

/** What all faults of a run stand on: one PostgreSQL with a migrated database to copy, the bundled programs, a folder for logs. */
export class Ground {
  /** logs of the workers; kept when a promise was broken */
  readonly scratch = mkdtempSync(path.join(tmpdir(), "sojourn-faults-"));
  /** bundles lie in the project, where they find its packages */
  readonly bundles = path.resolve(`.build/faults-${process.pid}`);
  /** what Node has compiled of them */
  readonly compiled = path.join(this.bundles, "compiled");
  private made: { postgres: Postgres; programs: Programs } | undefined;

  async open(): Promise<void> {
    const dir = path.join(this.scratch, "pg");
    const postgres = await startPostgres({ ...this.server, dir });
    this.made = { postgres, programs: { worker: "", sender: "" } };
    await applyMigrations(postgres.url);
    this.made.programs = await bundlePrograms(process.cwd(), path.join(this.bundles, "now"));
    this.compile(this.made.programs);
  }

  /** Nobody who is killed leaves anything compiled behind, so each program is loaded once beforehand; it ends because it has nothing to do, and no database. */
  private compile({ worker, sender }: Programs): void {
    const env = { ...process.env, DATABASE_URL: "", NODE_COMPILE_CACHE: this.compiled };
    for (const args of [[worker], [sender, "0", "signed_up", "0", "0", "0"]])
      spawnSync(process.execPath, args, { env, stdio: "ignore" });
  }

  /** Its log tells the statements of a deadlock. */
  private get server() {
    return { database: TEMPLATE, settings: SETTINGS, logFile: path.join(this.scratch, "postgres.log") };
  }

  get postgres(): Postgres {
    if (!this.made) throw new Error("the ground has not been opened");
    return this.made.postgres;
  }

  get programs(): Programs {
    if (!this.made) throw new Error("the ground has not been opened");
    return this.made.programs;
  }

  /** A database of its own for one fault. Gives back its address. */
  async createDatabase(name: string): Promise<string> {
    const admin = new pg.Client({ connectionString: this.postgres.url.replace(/[^/]*$/, "postgres") });
    await admin.connect();
    try {
      await admin.query(`create database ${admin.escapeIdentifier(name)} template ${TEMPLATE}`);
    } finally {
      await admin.end();
    }
    return this.postgres.url.replace(/[^/]*$/, name);
  }

  /** PostgreSQL stops as if the power had failed, and is started again at the same address. */
  async crashPostgres(): Promise<void> {
    const { dir, port, crash } = this.postgres;
    await crash();
    const postgres = await startPostgres({ ...this.server, dir, port });
    this.made = { postgres, programs: this.programs };
  }

  /** Ends PostgreSQL and removes everything; `keepLogs`: but the folder of logs. */
  async close(keepLogs: boolean): Promise<void> {
    rmSync(this.bundles, { recursive: true, force: true });
    if (this.made) {
      await closePool();
      await this.made.postgres.stop();
      rmSync(this.made.postgres.dir, { recursive: true, force: true });
    }
    if (!keepLogs) rmSync(this.scratch, { recursive: true, force: true });
  }
}
