import { readdirSync } from "node:fs";
import path from "node:path";
import { pool } from "@/lib/db/pool";

const HEARTBEAT_MAX_AGE_S = 30;

export type Readiness =
  | { ready: true }
  | { ready: false; missing: ("database" | "migrations" | "worker")[]; pending: string[] };

/** The migrations this program was shipped with. */
function knownMigrations(): string[] {
  return readdirSync(path.join(process.cwd(), "prisma/migrations"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

/** Whether work can be done: the database answers, every migration is applied, and a worker beat in the last 30 s. */
export async function readReadiness(): Promise<Readiness> {
  let applied: Set<string>;
  let workerAlive = false;
  try {
    const { rows } = await pool().query<{ migration_name: string }>(
      "select migration_name from _prisma_migrations where finished_at is not null and rolled_back_at is null",
    );
    applied = new Set(rows.map((row) => row.migration_name));
    const beats = await pool().query(
      "select 1 from worker_heartbeats where beat_at > now() - make_interval(secs => $1) limit 1",
      [HEARTBEAT_MAX_AGE_S],
    );
    workerAlive = beats.rows.length > 0;
  } catch (error) {
    // The answer is the report; the reason goes to the log, because connection errors name hosts.
    console.warn(JSON.stringify({ level: "warn", msg: "not ready: database", error: String(error) }));
    return { ready: false, missing: ["database"], pending: [] };
  }
  const pending = knownMigrations().filter((name) => !applied.has(name));
  const missing = [
    ...(pending.length > 0 ? (["migrations"] as const) : []),
    ...(workerAlive ? [] : (["worker"] as const)),
  ];
  return missing.length === 0 ? { ready: true } : { ready: false, missing, pending };
}
