import type pg from "pg";
import { plainArray } from "@/lib/db/array-literal";
import { columnsOf } from "@/lib/db/columns";
import { FIND_MISSED } from "@/lib/db/commit-walks.sql";
import type { EventFact, Instant } from "@/lib/journey/facts";
import type { Wake } from "@/lib/journey/outcome";
import { type Walked, wakesInTime } from "./walked";

const FIRST_UUID = "00000000-0000-0000-0000-000000000000";

type Waiting = Walked & { walk: Extract<Walked["walk"], { kind: "waits" }> };

/**
 * Events that came between the instant a walk was due and its commit, for which its people listen only from now on.
 *
 * The argument that no wake-up is lost. Everybody in `waiting` listens, so their version locks: this transaction has held the person's
 * row lock since the claim. Ingestion takes that lock before it asks awaited_events who listens. So for each event:
 *  1. Ingestion gets the lock after our commit: its question is a new statement and sees the registration made here.
 *  2. It had committed before our claim: the event is visible to the statement here, which began after the lock was ours.
 *     If a registration existed, the waiting row was moved and our claim has the event among its wakes (`seen`); if none
 *     existed, the event is found here.
 *  3. In between is nothing: while we hold the lock ingestion waits, and it never commits a relevant event without it.
 * `latest`: no event can have been received after this.
 * "Came after the walk was due" rather than "after the walk": a worker that is late must give the same journey as one that is not.
 */
export async function findMissedEvents(
  client: pg.ClientBase,
  waiting: readonly Waiting[],
  kindOf: (workspaceId: number, name: string) => number,
  latest: Instant,
): Promise<Map<string, Wake[]>> {
  const missed = new Map<string, Wake[]>();
  const asks = waiting.flatMap(({ row, run, walk }) =>
    walk.listen
      .filter((name) => name !== "$change")
      .map((name) => ({
        enrollment_id: row.id,
        subscriber_id: row.subscriber_id,
        kind_id: kindOf(row.workspace_id, name),
        since: row.due_at / 1_000,
        // events of one delivery share the instant: what stood before the trigger in it does not count
        after: row.visit === 0 ? (run.trigger.event_id ?? FIRST_UUID) : FIRST_UUID,
        before: walk.position.due_at === "forever" ? Number.POSITIVE_INFINITY : walk.position.due_at / 1_000,
        seen: seenBy(row),
      })),
  );
  if (asks.length === 0) return missed;
  const { rows } = await client.query<EventFact & { enrollment_id: string }>({
    name: "find-missed",
    text: FIND_MISSED,
    values: [
      ...columnsOf(asks, {
        enrollment_id: "plain",
        subscriber_id: "plain",
        kind_id: "plain",
        since: "plain",
        after: "plain",
        before: "plain",
        seen: "text",
      }),
      Math.min(...asks.map((a) => a.since)),
      latest / 1_000,
    ],
  });
  for (const { enrollment_id, ...event } of rows) {
    const wakes = missed.get(enrollment_id) ?? [];
    wakes.push({ by: "event", event });
    missed.set(enrollment_id, wakes);
  }
  return missed;
}

/** Ids of the events that this run has been shown, as an array literal. */
function seenBy(row: Walked["row"]): string {
  return plainArray(wakesInTime(row).flatMap((wake) => (wake.by === "event" ? [wake.event.id] : [])));
}
