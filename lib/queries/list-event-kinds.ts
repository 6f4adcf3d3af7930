import type { EventKindResource } from "@/lib/api/schemas/activity";
import { withWorkspace } from "@/lib/db/with-workspace";
import { isJsonObject } from "./is-json-object";
import { iso } from "./iso";

/** More names than this are not kinds but data in the wrong place; pickers do not need them. */
const KINDS_MAX = 1_000;

/** The kinds of events that arrived so far, last seen first. */
export async function listEventKinds(workspaceId: number): Promise<EventKindResource[]> {
  const rows = await withWorkspace(
    workspaceId,
    (tx) => tx.$queryRaw<{ name: string; properties: unknown; first_seen_at: Date; last_seen_at: Date }[]>`
      select name, properties, first_seen_at, last_seen_at from event_kinds
      where workspace_id = ${workspaceId} order by last_seen_at desc, name limit ${KINDS_MAX}`,
  );
  return rows.map(({ name, properties, first_seen_at, last_seen_at }) => ({
    name,
    first_seen_at: iso(first_seen_at),
    last_seen_at: iso(last_seen_at),
    properties: isJsonObject(properties) ? properties : {},
  }));
}
