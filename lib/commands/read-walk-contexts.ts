import type pg from "pg";
import type { DryRun } from "@/lib/journey/dry-run";
import type { Facts } from "@/lib/journey/facts";
import { type LoadedVersion, loadVersion, UnreadableVersion } from "./load-version";

/** What a batch must know of a version beside its immutable graph. */
export type WalkContext = {
  version: LoadedVersion;
  status: string;
  timezone: string;
  /** what conditions and templates see of the journey; shared by all of a batch */
  journey: Facts["journey"];
} & DryRun;

type Row = { id: number; status: string; timezone: string; name: string } & DryRun;

const READ = `
  select v.id, j.status, j.name, w.timezone, j.dry_run_since is not null as dry_run, j.dry_left from journey_versions v
  join journeys j on j.id = v.journey_id join workspaces w on w.id = v.workspace_id
  where v.id = any($1::int[])`;

/**
 * The versions of a batch with the journeys' present status. A version that is gone (its journey was deleted) is missing from the
 * answer: its people are dropped. One that this program cannot read is told to `onUnreadable` and missing, too; without that it rejects.
 */
export async function readWalkContexts(
  client: pg.ClientBase,
  versionIds: Iterable<number>,
  onUnreadable?: (versionId: number, error: UnreadableVersion) => void,
): Promise<Map<number, WalkContext>> {
  const { rows } = await client.query<Row>({ name: "walk-contexts", text: READ, values: [[...new Set(versionIds)]] });
  const contexts = new Map<number, WalkContext>();
  for (const { id, name, ...row } of rows) {
    const version = await loadVersion(id).catch((error: unknown) => {
      if (!onUnreadable || !(error instanceof UnreadableVersion)) throw error;
      onUnreadable(id, error);
      return undefined;
    });
    if (!version) continue;
    contexts.set(id, { ...row, version, journey: { id: version.journeyId, name, version: version.number } });
  }
  return contexts;
}
