import type { ClaimedRow } from "@/lib/db/claim.sql";
import type { Walk } from "@/lib/engine/types";
import type { Facts, Instant } from "@/lib/journey/facts";
import type { Wake, WalkStep } from "@/lib/journey/outcome";
import type { LoadedVersion } from "./load-version";

/** A walk that is over: the person waits again or the run has ended. */
export type DoneWalk = Exclude<Walk, { kind: "needs" }>;

/** Where somebody stood in an older version before they were moved, and the line of the log that says so. */
export type MovedFrom = {
  version: LoadedVersion;
  step: WalkStep;
  /** the visit goes on in the new version; else it ended there and another began */
  carried: boolean;
};

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
  /** the visit that a move to `version` began from; nobody had visited anything yet: undefined */
  moved?: MovedFrom;
  /** the journey is in a dry run: nothing outside the run may come of it */
  dryRun?: boolean;
  /** the step function threw: the run ends as failed and its error is kept in quarantine */
  error?: string;
};

export const wakeAt = (wake: Wake): Instant => (wake.by === "event" ? wake.event.at : wake.at);

/** The run that waits for the end of this one waits no more. */
export const hasParentLeft = ({ wake }: Pick<ClaimedRow, "wake">): boolean =>
  wake?.some(({ by }) => by === "parent_left") ?? false;

/**
 * The wakes this claim is about. A wake moves due_at to its own time unless the timer had run out before it; so a first wake later
 * than due_at lost to the timer, however late the worker looks at the two. What it said is not lost: whoever waits for it
 * next finds it (findMissedEvents). A parent that has left has left for good, whichever was first.
 */
export function wakesInTime(row: ClaimedRow): Wake[] {
  const [first] = row.wake ?? [];
  if (hasParentLeft(row)) return row.wake ?? [];
  return first && wakeAt(first) > row.due_at ? [] : (row.wake ?? []);
}
