import type { ClaimedRow } from "@/lib/db/claim.sql";
import { isSandboxShard } from "@/lib/db/shard";
import type { Instant } from "@/lib/journey/facts";

/**
 * When a claimed person is walked: by the clock in live. A sandbox catches up in virtual time: someone claimed late is walked at the very
 * instant they were due.
 */
export function personsTime(shard: number, row: ClaimedRow, clock: Instant): Instant {
  return isSandboxShard(shard) ? row.due_at : Math.max(clock, row.due_at);
}
