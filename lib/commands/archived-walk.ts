import type { ClaimedRow } from "@/lib/db/claim.sql";
import type { Instant } from "@/lib/journey/facts";
import type { WalkContext } from "./read-walk-contexts";
import type { Walked } from "./walked";
import { walkingFacts } from "./walking-facts";

/**
 * The walk of somebody whose journey has been archived: it ends where they stand, without asking the node. Undefined when run, person
 * or version is gone.
 */
export function archivedWalk(
  shard: number,
  row: ClaimedRow,
  context: WalkContext | undefined,
  now: Instant,
  reason = "journey_archived",
): Walked | undefined {
  const { run, person } = row;
  if (!context || !run || !person) return undefined;
  const { version } = context;
  const node = version.compiled.idAt(row.node);
  const { type } = version.compiled.node(node);
  return {
    shard,
    row,
    run,
    person,
    version,
    now,
    facts: walkingFacts(row, run, person, context, new Map()),
    walk: {
      kind: "ends",
      state: "exited",
      reason,
      at: now,
      node,
      steps: [{ visit: row.visit, node, type, entered_at: row.arrived_at, left_at: now, outcome: "dropped", reason }],
      effects: [],
      run: run.run,
      runChanged: false,
    },
  };
}
