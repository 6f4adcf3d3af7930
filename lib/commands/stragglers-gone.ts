import { setTimeout as sleep } from "node:timers/promises";
import { STRAGGLERS_GONE } from "@/lib/db/erase.sql";
import { pool } from "@/lib/db/pool";

/** Transactions under way last milliseconds; one that outlives this holds nothing of ours. */
const STRAGGLERS_WAIT_MS = 5_000;
const LOOK_EVERY_MS = 20;

/** Waits until no transaction that had begun by now is left, or long enough. */
export async function stragglersGone(): Promise<void> {
  const { rows: clock } = await pool().query<{ at: string }>("select clock_timestamp()::text as at");
  const until = performance.now() + STRAGGLERS_WAIT_MS;
  while (performance.now() < until) {
    const { rows } = await pool().query<{ gone: boolean }>(STRAGGLERS_GONE, [clock[0]?.at]);
    if (rows[0]?.gone) return;
    await sleep(LOOK_EVERY_MS);
  }
}
