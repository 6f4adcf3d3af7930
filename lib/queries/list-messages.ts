import type * as z from "zod";
import { toPage } from "@/lib/api/cursor";
import { type List, uuidSchema } from "@/lib/api/schemas/common";
import type { MessageResource, messageListQuerySchema } from "@/lib/api/schemas/message";
import { Prisma } from "@/lib/db/generated/prisma/client";
import { withWorkspace } from "@/lib/db/with-workspace";
import { MESSAGE_COLUMNS, MESSAGE_JOINS, type MessageRow, presentMessage } from "./present-message";
import { timeKeyOf } from "./time-cursor";

const LAST_UUID = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/** Where a node stands in every version, read once: asking each message for its graph would read the graph as often. */
function placesOf(workspaceId: number, nodeId: string, journeyId: string | undefined): Prisma.Sql {
  const which = journeyId ? Prisma.sql`and o.journey_id = ${journeyId}::uuid` : Prisma.empty;
  return Prisma.sql`
    select o.id, (n.place - 1)::smallint from journey_versions o, jsonb_array_elements(o.graph->'nodes') with ordinality as n(node, place)
    where o.workspace_id = ${workspaceId} ${which} and n.node->>'id' = ${nodeId}`;
}

/** The ledger of messages, newest first. Undefined when the cursor is none of ours. */
export async function listMessages(
  workspaceId: number,
  query: z.output<typeof messageListQuerySchema>,
): Promise<List<MessageResource> | undefined> {
  const { limit, cursor, journey_id, node_id, enrollment_id, external_id, channel, status, search } = query;
  const key = timeKeyOf(cursor, (id) => uuidSchema.safeParse(id).success);
  if (!key) return undefined;
  const beforeId = cursor === undefined ? LAST_UUID : key.id;
  const words = search?.trim() ? `%${search.trim().replace(/[\\%_]/g, "\\$&")}%` : undefined;
  const filters = [
    journey_id && Prisma.sql`v.journey_id = ${journey_id}::uuid`,
    node_id && Prisma.sql`(d.version_id, d.node) in (${placesOf(workspaceId, node_id, journey_id)})`,
    enrollment_id && Prisma.sql`d.enrollment_id = ${enrollment_id}::bigint`,
    external_id &&
      Prisma.sql`d.subscriber_id = (select id from subscribers where workspace_id = ${workspaceId} and external_id = ${external_id})`,
    channel && Prisma.sql`d.channel = ${channel}`,
    status && Prisma.sql`d.status = ${status}`,
    words && Prisma.sql`(m.subject ilike ${words} or m.to_address ilike ${words})`,
  ].flatMap((filter) => (filter ? [filter] : []));
  return withWorkspace(workspaceId, async (tx) => {
    const rows = await tx.$queryRaw<MessageRow[]>`
      select ${MESSAGE_COLUMNS}
      from sends d ${MESSAGE_JOINS}
      where d.workspace_id = ${workspaceId}
        ${filters.length > 0 ? Prisma.sql`and ${Prisma.join(filters, " and ")}` : Prisma.empty}
        and (d.created_at, d.id) < (timestamptz 'epoch' + ${key.micros} * interval '1 microsecond', ${beforeId}::uuid)
      order by d.created_at desc, d.id desc limit ${limit + 1}`;
    return toPage(rows, limit, ({ micros, id }) => [micros, id], presentMessage);
  });
}
