import type pg from "pg";
import { UNPARK } from "@/lib/db/park.sql";
import { readClock } from "@/lib/db/read-clock";

/**
 * Puts the people whom a pause held back where they stood: due when they would have been, or now if that has passed. People parked by a
 * walk that is still under way are not missed: it holds the journey's row while it parks (see holdPaused) and the caller has
 * just changed that row. Gives back the shards to hint.
 */
export async function unparkPeople(db: pg.Pool, workspaceId: number, journeyId: string): Promise<number[]> {
  const now = await readClock(db, workspaceId);
  const { rows } = await db.query<{ shard: number }>(UNPARK, [journeyId, now / 1_000]);
  return rows.map((r) => r.shard);
}
