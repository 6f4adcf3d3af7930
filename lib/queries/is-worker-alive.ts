import { pool } from "@/lib/db/pool";

const HEARTBEAT_MAX_AGE_S = 30;

/** Whether any worker process said in the last 30 s (real time) that it is there. */
export async function isWorkerAlive(): Promise<boolean> {
  const { rows } = await pool().query(
    "select 1 from worker_heartbeats where beat_at > now() - make_interval(secs => $1) limit 1",
    [HEARTBEAT_MAX_AGE_S],
  );
  return rows.length > 0;
}
