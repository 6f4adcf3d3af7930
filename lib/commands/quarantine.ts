import type pg from "pg";
import type { Walked } from "./walked";

const QUARANTINE = `
  insert into quarantine (enrollment_id, workspace_id, version_id, node, error, at)
  select enrollment_id, workspace_id, version_id, node, error, to_timestamp(at)
  from unnest($1::bigint[], $2::int[], $3::int[], $4::smallint[], $5::text[], $6::float8[])
    as t(enrollment_id, workspace_id, version_id, node, error, at)
  on conflict (enrollment_id) do update set error = excluded.error, at = excluded.at`;

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
  ]);
}
