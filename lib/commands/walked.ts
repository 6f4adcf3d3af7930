import type { ClaimedRow } from "@/lib/db/claim.sql";
import type { Walk } from "@/lib/engine/types";
import type { Facts, Instant } from "@/lib/journey/facts";
import type { Wake } from "@/lib/journey/outcome";
import type { LoadedVersion } from "./load-version";

/** A walk that is over: the person waits again or the run has ended. */
export type DoneWalk = Exclude<Walk, { kind: "needs" }>;

/** One claimed person after their walk, before anything is written. */
export type Walked = {
  shard: number;
  row: ClaimedRow;
  run: NonNullable<ClaimedRow["run"]>;
  person: NonNullable<ClaimedRow["person"]>;
  version: LoadedVersion;
  /** the person's time: real in live, the due time itself in a sandbox */
  now: Instant;
  facts: Facts;
  walk: DoneWalk;
  /** the step function threw: the run ends as failed and its error is kept in quarantine */
  error?: string;
};

const wakeAt = (wake: Wake): Instant => (wake.by === "event" ? wake.event.at : wake.at);

/**
 * The wakes this claim is about. A wake moves due_at to its own time unless the timer had run out before it; so a first wake later
 * than due_at lost to the timer, however late the worker looks at the two. What it said is not lost: whoever waits for it
 * next finds it (findMissedEvents).
 */
export function wakesInTime(row: ClaimedRow): Wake[] {
  const [first] = row.wake ?? [];
  return first && wakeAt(first) > row.due_at ? [] : (row.wake ?? []);
}
