import type pg from "pg";
import { GIVE_BACK } from "@/lib/db/sends.sql";
import type { Instant } from "@/lib/journey/facts";

/**
 * Takes attempts back that were none: nothing was asked, or it was turned away unread. Safe because only the attempt that made it can do so,
 * once: whoever claims the row next has the same number, and nobody else has it any more. `held`: when it is due again, and why it waits;
 * without it a send keeps both.
 */
export async function giveBack(
  db: pg.PoolClient | pg.Pool,
  attempts: readonly { id: string; attempt: number }[],
  held?: { due: Instant; reason: string },
): Promise<void> {
  if (attempts.length === 0) return;
  await db.query(GIVE_BACK, [
    attempts.map(({ id }) => id),
    attempts.map(({ attempt }) => attempt),
    held ? new Date(held.due) : null,
    held?.reason ?? null,
  ]);
}
