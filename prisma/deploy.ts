// Applies prisma/migrations the way `prisma migrate deploy` does, and keeps the same books (_prisma_migrations), but
// needs nothing except pg: this is what `npm start` runs.
import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";

const LOCK = 72_707_369; // the key Prisma's own engine locks
const dir = path.join(import.meta.dirname, "migrations");

export async function applyMigrations(url: string): Promise<string[]> {
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  try {
    await db.query("select pg_advisory_lock($1)", [LOCK]);
    await db.query(`create table if not exists _prisma_migrations (
      id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz,
      migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
      started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`);
    const { rows } = await db.query<{ migration_name: string; checksum: string; finished_at: Date | null }>(
      "select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null",
    );
    const known = new Map(rows.map((r) => [r.migration_name, r]));
    const applied: string[] = [];
    for (const entry of readdirSync(dir, { withFileTypes: true })
      .filter((d) => d.isDirectory())
      .sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const script = readFileSync(path.join(dir, entry.name, "migration.sql"), "utf8");
      const checksum = createHash("sha256").update(script).digest("hex");
      const row = known.get(entry.name);
      if (row?.finished_at) {
        if (row.checksum !== checksum) throw new Error(`${entry.name} was edited after it was applied`);
        continue;
      }
      if (row) throw new Error(`${entry.name} failed earlier; resolve it first`);
      const id = randomUUID();
      await db.query("begin");
      try {
        await db.query(script);
        await db.query(
          "insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) values ($1, $2, $3, now(), 1)",
          [id, checksum, entry.name],
        );
        await db.query("commit");
      } catch (err) {
        await db.query("rollback");
        throw new Error(`${entry.name}: ${err instanceof Error ? err.message : String(err)}`, { cause: err });
      }
      applied.push(entry.name);
    }
    return applied;
  } finally {
    await db.end();
  }
}
