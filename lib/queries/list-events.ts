import type * as z from "zod";
import { toPage } from "@/lib/api/cursor";
import type { EventResource, eventListQuerySchema } from "@/lib/api/schemas/activity";
import { type List, uuidSchema } from "@/lib/api/schemas/common";
import { Prisma } from "@/lib/db/generated/prisma/client";
import { withWorkspace } from "@/lib/db/with-workspace";
import { isJsonObject } from "./is-json-object";
import { iso } from "./iso";
import { timeKeyOf } from "./time-cursor";

type Row = {
  id: string;
  micros: string;
  event: string;
  external_id: string | null;
  occurred_at: Date;
  received_at: Date;
  properties: unknown;
  context: unknown;
};

const LAST_UUID = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/** What arrived, newest first; of one kind or of one person when asked for. Undefined when the cursor is none of ours. */
export async function listEvents(
  workspaceId: number,
  { limit, cursor, event, external_id }: z.output<typeof eventListQuerySchema>,
): Promise<List<EventResource> | undefined> {
  const key = timeKeyOf(cursor, (id) => uuidSchema.safeParse(id).success);
  if (!key) return undefined;
  const beforeId = cursor === undefined ? LAST_UUID : key.id;
  return withWorkspace(workspaceId, async (tx) => {
    const ofKind = event
      ? Prisma.sql`and e.kind_id = (select id from event_kinds where workspace_id = ${workspaceId} and name = ${event})`
      : Prisma.empty;
    const ofPerson = external_id
      ? Prisma.sql`and e.subscriber_id =
          (select id from subscribers where workspace_id = ${workspaceId} and external_id = ${external_id})`
      : Prisma.empty;
    const rows = await tx.$queryRaw<Row[]>`
      select e.id, (extract(epoch from e.received_at) * 1000000)::bigint::text as micros, k.name as event,
             s.external_id, e.occurred_at, e.received_at, e.properties, e.context
      from events e
      join event_kinds k on k.id = e.kind_id
      left join subscribers s on s.id = e.subscriber_id
      where e.workspace_id = ${workspaceId} ${ofKind} ${ofPerson}
        and (e.received_at, e.id) < (timestamptz 'epoch' + ${key.micros} * interval '1 microsecond', ${beforeId}::uuid)
      order by e.received_at desc, e.id desc limit ${limit + 1}`;
    return toPage(rows, limit, ({ micros, id }) => [micros, id], presentEvent);
  });
}

function presentEvent(row: Row): EventResource {
  return {
    id: row.id,
    event: row.event,
    external_id: row.external_id,
    occurred_at: iso(row.occurred_at),
    received_at: iso(row.received_at),
    properties: isJsonObject(row.properties) ? row.properties : {},
    context: isJsonObject(row.context) ? row.context : null,
  };
}
