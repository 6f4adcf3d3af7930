import type { ClaimedRow } from "@/lib/db/claim.sql";
import type { Instant } from "@/lib/journey/facts";
import { archivedWalk } from "./archived-walk";
import type { WalkContext } from "./read-walk-contexts";
import type { Walked } from "./walked";

/**
 * The walk of somebody whose dry run is over: it ends where they stand. They may enter again for real, whatever the journey's rule: it is as if
 * they had not been here. Undefined when run, person or version is gone.
 */
export function leaveDryRun(
  shard: number,
  row: ClaimedRow,
  context: WalkContext | undefined,
  now: Instant,
): Walked | undefined {
  const left = archivedWalk(shard, row, context, now, "dry_run_ended");
  if (!left) return undefined;
  const settings = { ...left.version.settings, reentry: { policy: "once_at_a_time" as const } };
  return { ...left, version: { ...left.version, settings } };
}
