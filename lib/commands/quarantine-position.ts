import type { ClaimedRow } from "@/lib/db/claim.sql";
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

/** The position of a claimed row, before its walk. */
export function quarantinePosition(shard: number, row: ClaimedRow): QuarantinePosition {
  const { node, visit, locks, arrived_at, wake } = row;
  return { shard, node, visit, locks, arrived_at: arrived_at / 1_000, wake };
}
