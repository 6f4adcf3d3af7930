import type pg from "pg";
import { type LoadedVersion, loadVersion } from "./load-version";

/** What a batch must know of a version beside its immutable graph. */
export type WalkContext = { version: LoadedVersion; status: string; timezone: string; journeyName: string };

type Row = { id: number; status: string; timezone: string; name: string };

const READ = `
  select v.id, j.status, j.name, w.timezone from journey_versions v
  join journeys j on j.id = v.journey_id join workspaces w on w.id = v.workspace_id
  where v.id = any($1::int[])`;

/**
 * The versions of a batch with the journeys' present status. A version that is gone (its journey was deleted) is missing from the
 * answer: its people are dropped.
 */
export async function readWalkContexts(
  client: pg.ClientBase,
  versionIds: Iterable<number>,
): Promise<Map<number, WalkContext>> {
  const { rows } = await client.query<Row>({ name: "walk-contexts", text: READ, values: [[...new Set(versionIds)]] });
  const contexts = new Map<number, WalkContext>();
  for (const { id, status, timezone, name } of rows)
    contexts.set(id, { version: await loadVersion(id), status, timezone, journeyName: name });
  return contexts;
}
