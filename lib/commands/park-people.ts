import type pg from "pg";
import type { ClaimedRow } from "@/lib/db/claim.sql";
import { PARK } from "@/lib/db/park.sql";
import { claimedColumns } from "./claimed-columns";

/**
 * Reads the status of these versions' journeys again and keeps it as it is until the transaction ends: who parks people
 * because of a pause must have committed before a resume looks for parked people. Gives back the versions that are still paused.
 */
export async function holdPaused(client: pg.ClientBase, versionIds: readonly number[]): Promise<Set<number>> {
  const { rows } = await client.query<{ id: number }>(
    `with held as (
       select j.id, j.status from journeys j
       where j.id in (select v.journey_id from journey_versions v where v.id = any($1::int[]))
       order by j.id for share
     )
     select v.id from journey_versions v join held on held.id = v.journey_id
     where v.id = any($1::int[]) and held.status = 'paused'`,
    [versionIds],
  );
  return new Set(rows.map((r) => r.id));
}

/** Puts claimed people of paused journeys aside until resume: due at 'infinity', the true due time kept. */
export async function parkPeople(client: pg.ClientBase, shard: number, rows: readonly ClaimedRow[]): Promise<void> {
  if (rows.length === 0) return;
  await client.query({ name: "park", text: PARK, values: [shard, ...claimedColumns(rows)] });
}
