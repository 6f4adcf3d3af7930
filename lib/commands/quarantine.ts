import type pg from "pg";
import { type QuarantinePosition, quarantinePosition } from "./quarantine-position";
import type { Walked } from "./walked";

const QUARANTINE = `
  insert into quarantine (enrollment_id, workspace_id, version_id, node, error, at, position)
  select enrollment_id, workspace_id, version_id, node, error, to_timestamp(at), position
  from unnest($1::bigint[], $2::int[], $3::int[], $4::smallint[], $5::text[], $6::float8[], $7::jsonb[])
    as t(enrollment_id, workspace_id, version_id, node, error, at, position)
  on conflict (enrollment_id) do update set error = excluded.error, at = excluded.at, node = excluded.node,
    position = excluded.position`;

/** Keeps, for the failed runs among `ended`, what went wrong where. The runs themselves are written by commitWalks. */
export async function quarantine(client: pg.ClientBase, ended: readonly Walked[]): Promise<void> {
  const failed = ended.filter(({ walk }) => walk.kind === "ends" && walk.state === "failed");
  if (failed.length === 0) return;
  await client.query(QUARANTINE, [
    failed.map(({ row }) => row.id),
    failed.map(({ row }) => row.workspace_id),
    failed.map(({ row }) => row.version_id),
    failed.map(({ walk, version, row }) => (walk.kind === "ends" ? version.compiled.indexOf(walk.node) : row.node)),
    failed.map(({ walk, error }) => (error ?? (walk.kind === "ends" ? walk.reason : "")).slice(0, 2_000)),
    failed.map(({ now }) => now / 1_000),
    failed.map((walked) => JSON.stringify(positionAfter(walked))),
  ]);
}

/**
 * Where the run is walked again from: a step that threw wrote nothing, so it is where the walk began; a run that was stopped for
 * walking in circles has written its visits and stands in the last.
 */
function positionAfter({ shard, row, walk, version, now, error }: Walked): QuarantinePosition {
  const last = walk.steps.at(-1);
  if (error !== undefined || !last) return quarantinePosition(shard, row, now);
  const { visit, node } = last;
  return {
    ...quarantinePosition(shard, row, now),
    node: version.compiled.indexOf(node),
    visit,
    arrived_at: now / 1_000,
    // looked at anew, and not as if its own timer had run out
    wake: [{ by: "change", at: now }],
  };
}
