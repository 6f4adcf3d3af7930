import { toPage } from "@/lib/api/cursor";
import type { List, PageQuery } from "@/lib/api/schemas/common";
import type { TimelineItem } from "@/lib/api/schemas/subscriber";
import { timelineItemSchema } from "@/lib/api/schemas/subscriber";
import { Prisma } from "@/lib/db/generated/prisma/client";
import { withWorkspace } from "@/lib/db/with-workspace";
import { timeKeyOf } from "./time-cursor";

type Row = { id: string; micros: string; at: Date; item: object };

const KEY = /^[a-z]:[0-9a-f-]{1,40}$/;
const LAST_KEY = "~";

/**
 * Everything that is known to have happened to a person, newest first: events, entering and leaving journeys, messages and what they did
 * with them. "not_found": no such person of ours; "bad_cursor": none of our cursors.
 */
export async function listTimeline(
  workspaceId: number,
  externalId: string,
  { limit, cursor }: PageQuery,
): Promise<List<TimelineItem> | "not_found" | "bad_cursor"> {
  const key = timeKeyOf(cursor, (id) => KEY.test(id));
  if (!key) return "bad_cursor";
  const beforeId = cursor === undefined ? LAST_KEY : key.id;
  return withWorkspace(workspaceId, async (tx) => {
    const person = await tx.subscriber.findUnique({
      where: { workspaceId_externalId: { workspaceId, externalId } },
      select: { id: true },
    });
    if (!person) return "not_found";
    const take = limit + 1;
    // Each branch gives its own newest rows behind the cursor; ties of time are settled by the text of the ids everywhere.
    const behind = (at: string, id: string) =>
      Prisma.raw(`${at} <= before.at and (${at}, (${id}) collate "C") < (before.at, before.id collate "C")
        order by ${at} desc, (${id}) collate "C" desc`);
    const rows = await tx.$queryRaw<Row[]>`
      with before as (select timestamptz 'epoch' + ${key.micros} * interval '1 microsecond' as at, ${beforeId}::text as id),
      happened as (
        (select 'e:' || e.id as id, e.received_at as at,
           jsonb_build_object('kind', 'event', 'event', k.name, 'occurred_at', e.occurred_at, 'properties', e.properties) as item
         from events e join event_kinds k on k.id = e.kind_id, before
         where e.subscriber_id = ${person.id} and ${behind("e.received_at", "'e:' || e.id")} limit ${take})
        union all
        (select 'i:' || e.id, e.entered_at,
           jsonb_build_object('kind', 'entered', 'enrollment_id', e.id::text, 'journey_id', e.journey_id, 'journey_name', coalesce(j.name, ''))
         from enrollments e left join journeys j on j.id = e.journey_id, before
         where e.subscriber_id = ${person.id} and ${behind("e.entered_at", "'i:' || e.id")} limit ${take})
        union all
        (select 'o:' || e.id, e.ended_at,
           jsonb_build_object('kind', 'ended', 'enrollment_id', e.id::text, 'journey_id', e.journey_id, 'journey_name', coalesce(j.name, ''),
             'state', e.state, 'reason', e.end_reason)
         from enrollments e left join journeys j on j.id = e.journey_id, before
         where e.subscriber_id = ${person.id} and ${behind("e.ended_at", "'o:' || e.id")} limit ${take})
        union all
        (select 'm:' || d.id, d.created_at,
           jsonb_build_object('kind', 'message', 'message_id', d.id, 'channel', d.channel, 'status', d.status, 'subject', m.subject,
             'reason', coalesce(d.reason, d.note), 'journey_id', v.journey_id, 'journey_name', j.name,
             'node_id', v.graph->'nodes'->(d.node::int)->>'id')
         from sends d left join message_contents m on m.send_id = d.id left join journey_versions v on v.id = d.version_id
         left join journeys j on j.id = v.journey_id, before
         where d.subscriber_id = ${person.id} and ${behind("d.created_at", "'m:' || d.id")} limit ${take})
        union all
        (select 'x:' || g.id, g.at,
           jsonb_build_object('kind', 'engagement', 'message_id', g.send_id, 'channel', d.channel, 'engagement', g.kind, 'url', g.url, 'machine', g.machine)
         from message_events g join sends d on d.id = g.send_id, before
         where d.subscriber_id = ${person.id} and ${behind("g.at", "'x:' || g.id")} limit ${take})
      )
      select h.id, h.at, (extract(epoch from h.at) * 1000000)::bigint::text as micros, h.item
      from happened h
      order by h.at desc, h.id collate "C" desc limit ${take}`;
    return toPage(rows, limit, ({ micros, id }) => [micros, id], presentItem);
  });
}

function presentItem({ id, at, item }: Row): TimelineItem {
  const occurred = "occurred_at" in item ? { occurred_at: new Date(String(item.occurred_at)).toISOString() } : {};
  return timelineItemSchema.parse({ ...item, ...occurred, id, at: at.toISOString() });
}
