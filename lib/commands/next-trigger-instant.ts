import { NEXT_DUE_PATTERN } from "@/lib/db/patterns.sql";
import { pool } from "@/lib/db/pool";
import { runTransaction } from "@/lib/db/run-transaction";
import { READ_TIMERS } from "@/lib/db/timers.sql";
import type { Instant } from "@/lib/journey/facts";
import { standingDay } from "@/lib/journey/standing";
import { routesOf } from "./ingest-routes";
import { readIngestWorkspace } from "./ingest-workspace";
import { nextTimerMoment } from "./timer-moments";

const DAY_MS = 86_400_000;

/** `exact`: a schedule's own moment, at which many enter at once; else one person's */
export type TriggerInstant = { at: Instant; exact: boolean };

/** The next moments after `after` at which time alone may let somebody into a journey of the workspace, one for each trigger that has one. */
export async function nextTriggerInstants(workspaceId: number, after: Instant): Promise<TriggerInstant[]> {
  const found: TriggerInstant[] = [];
  const { rows } = await pool().query<{ due: number | null }>(NEXT_DUE_PATTERN, [workspaceId, after]);
  const due = rows[0]?.due;
  if (due !== null && due !== undefined) found.push({ at: due, exact: false });
  return runTransaction(async (client) => {
    const workspace = await readIngestWorkspace(client, workspaceId);
    const { timers, standingListens, segmentsScored } = await routesOf(client, workspace);
    // Scores age at midnight UTC.
    if (standingListens || segmentsScored) found.push({ at: (standingDay(after) + 1) * DAY_MS, exact: false });
    const stored = await client.query<{ journey_id: string; node: string; since: Instant }>(READ_TIMERS, [workspaceId]);
    for (const { journey_id, node, since } of stored.rows) {
      const timer = timers.get(`${journey_id} ${node}`);
      const next = timer && (await nextTimerMoment(client, timer, workspace, Math.max(since, after)));
      if (next) found.push({ at: next.at, exact: timer.plan.date === undefined });
    }
    return found;
  });
}
