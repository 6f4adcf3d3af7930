import type { ClaimedRow } from "@/lib/db/claim.sql";
import type { Instant } from "@/lib/journey/facts";
import type { Wake } from "@/lib/journey/outcome";

/** Where a quarantined run stood, as quarantine.position keeps it: enough to put it back into `waiting`. Instants are epoch seconds. */
export type QuarantinePosition = {
  shard: number;
  node: number;
  visit: number;
  locks: boolean;
  arrived_at: number;
  /** null: its timer had run out */
  wake: Wake[] | null;
};

/** The position of a claimed row, before its walk or move at `now`. */
export function quarantinePosition(shard: number, row: ClaimedRow, now: Instant): QuarantinePosition {
  const { node, visit, locks, arrived_at, due_at } = row;
  // Somebody who was to be moved may stand in a wait that is not over: it is looked at anew, and not as if its timer had run out.
  const wake: Wake[] | null = row.wake ?? (due_at > now ? [{ by: "change", at: now }] : null);
  return { shard, node, visit, locks, arrived_at: arrived_at / 1_000, wake };
}
