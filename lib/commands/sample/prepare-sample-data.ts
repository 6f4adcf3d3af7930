import { pool } from "@/lib/db/pool";
import { seedSampleWorkspace } from "./seed-sample-workspace";

/** Held for the session by whoever prepares; freed by PostgreSQL when that worker dies. */
const SAMPLE_LOCK = 727_073_703;

/**
 * Prepares the sample data that workspaces wait for, one workspace after the other and one worker at a time. Cheap when
 * nobody waits. Returns early when the signal stops it; the next call, in whichever worker, goes on.
 */
export async function prepareSampleData(signal: AbortSignal): Promise<void> {
  const { rows } = await pool().query<{ id: number }>(
    "select id from workspaces where sample_state in ('wanted', 'preparing') order by id",
  );
  if (rows.length === 0) return;
  const client = await pool().connect();
  try {
    const lock = await client.query<{ got: boolean }>("select pg_try_advisory_lock($1) as got", [SAMPLE_LOCK]);
    if (!lock.rows[0]?.got) return;
    try {
      for (const { id } of rows) if (!signal.aborted) await seedSampleWorkspace(id, signal);
    } finally {
      await client.query("select pg_advisory_unlock($1)", [SAMPLE_LOCK]);
    }
  } finally {
    client.release();
  }
}
