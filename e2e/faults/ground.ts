import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";
import pg from "pg";
import { closePool } from "@/lib/db/pool";
import { type Postgres, startPostgres } from "@/lib/launch/start-postgres";
import { applyMigrations } from "../../prisma/deploy";

/** Worker and sender as production runs them: bundled, which also lets a replacement start quickly. */
export type Programs = { worker: string; sender: string };

const TEMPLATE = "faults";
/** Suspended workers keep their connections. */
const SETTINGS = ["max_connections=400"];

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
    packages: "external",
    jsx: "automatic",
    alias: { "@": root },
    sourcemap: true,
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
  private made: { postgres: Postgres; programs: Programs } | undefined;

  async open(): Promise<void> {
    const dir = path.join(this.scratch, "pg");
    const postgres = await startPostgres({ ...this.server, dir });
    this.made = { postgres, programs: { worker: "", sender: "" } };
    await applyMigrations(postgres.url);
    this.made.programs = await bundlePrograms(process.cwd(), path.join(this.bundles, "now"));
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
