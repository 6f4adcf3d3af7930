import { pool } from "@/lib/db/pool";

/** Resolves when some session of the test's database waits for a lock. */
export async function untilBlocked(): Promise<void> {
  for (;;) {
    const { rows } = await pool().query<{ n: number }>(
      "select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    if ((rows[0]?.n ?? 0) > 0) return;
  }
}
