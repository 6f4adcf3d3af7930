import { pool } from "@/lib/db/pool";
import { totals } from "./totals";

const BEAT = `
  insert into worker_heartbeats (worker_id, beat_at, walks, sends) values ($1, now(), $2, $3)
  on conflict (worker_id) do update set beat_at = now(), walks = excluded.walks, sends = excluded.sends`;

/** Says "I live" and how much this process has done. */
export async function beat(workerId: string): Promise<void> {
  await pool().query(BEAT, [workerId, totals.walks, totals.sends]);
}

/** A worker that stops on purpose takes its row along, so that nobody counts it as alive. */
export async function lastBeat(workerId: string): Promise<void> {
  await pool().query("delete from worker_heartbeats where worker_id = $1", [workerId]);
}
