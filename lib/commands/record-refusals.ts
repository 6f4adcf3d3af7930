import type pg from "pg";
import { jsonArray, plainArray, textArray } from "@/lib/db/array-literal";
import type { Seen } from "@/lib/journey/facts";
import type { RefusalReason } from "@/lib/journey/refusal";
import type { Route } from "./ingest-routes";
import type { IngestWorkspace } from "./ingest-workspace";

/** Somebody whom a trigger named and who was not let in. `seen`: the values that decided it. */
export type Refusal = {
  route: Route;
  subscriberId: string;
  /** absent: not an event */
  event: string | undefined;
  reason: RefusalReason;
  seen: Seen[];
};

/**
 * Keeps the latest refusal for each journey, person and reason: a row is replaced, never added to, so people and not events bound the
 * table. Rows are written in key order and their people are locked by the caller, so that two transactions never wait in a circle.
 */
const RECORD = `
insert into entry_refusals as r (journey_id, subscriber_id, reason, workspace_id, version_id, node, event, at, seen)
select journey_id, subscriber_id, reason, $1::int, version_id, node, nullif(event, ''), to_timestamp($2::float8), seen
from unnest($3::uuid[], $4::bigint[], $5::text[], $6::int[], $7::text[], $8::text[], $9::jsonb[])
  as t(journey_id, subscriber_id, reason, version_id, node, event, seen)
order by 1, 2, 3
on conflict (journey_id, subscriber_id, reason) do update set version_id = excluded.version_id, node = excluded.node,
  event = excluded.event, at = excluded.at, seen = excluded.seen, recorded_at = now()`;

/** Remembers who was turned away and why, in the transaction that turned them away. */
export async function recordRefusals(
  client: pg.ClientBase,
  workspace: IngestWorkspace,
  refusals: readonly Refusal[],
): Promise<void> {
  if (refusals.length === 0) return;
  const latest = new Map<string, Refusal>();
  for (const refusal of refusals) {
    const { route, subscriberId, reason } = refusal;
    latest.set(`${route.journey.id} ${subscriberId} ${reason}`, refusal);
  }
  const rows = [...latest.values()];
  await client.query({
    name: "record-refusals",
    text: RECORD,
    values: [
      workspace.id,
      workspace.now / 1_000,
      plainArray(rows.map(({ route }) => route.journey.id)),
      plainArray(rows.map(({ subscriberId }) => subscriberId)),
      textArray(rows.map(({ reason }) => reason)),
      plainArray(rows.map(({ route }) => route.versionId)),
      textArray(rows.map(({ route }) => route.nodeId)),
      textArray(rows.map(({ event }) => event ?? "")),
      jsonArray(rows.map(({ seen }) => seen)),
    ],
  });
}
