import { type MessageResource, messageStatusSchema } from "@/lib/api/schemas/message";
import { shownUrl } from "@/lib/channels/shown-request";
import { Prisma } from "@/lib/db/generated/prisma/client";
import { WRITTEN_AT } from "@/lib/db/sends.sql";
import { iso } from "./iso";

export type MessageRow = {
  id: string;
  micros: string;
  channel: string;
  origin: MessageResource["origin"];
  status: string;
  reason: string | null;
  external_id: string | null;
  to: string | null;
  from: string | null;
  subject: string | null;
  journey_id: string | null;
  journey_name: string | null;
  version: number | null;
  node_id: string | null;
  enrollment_id: string | null;
  attempt: number;
  provider: string | null;
  created_at: Date;
  due_at: Date;
  sent_at: Date | null;
  delivered_at: Date | null;
  opened_at: Date | null;
  clicked_at: Date | null;
  bounced_at: Date | null;
  complained_at: Date | null;
  unsubscribed_at: Date | null;
};

/** Over `sends d` with MESSAGE_JOINS. A paused journey holds its sends at infinity: they are due whenever it goes on. */
export const MESSAGE_COLUMNS = Prisma.sql`
  d.id, (extract(epoch from d.created_at) * 1000000)::bigint::text as micros, d.channel,
  case d.node when ${WRITTEN_AT.test} then 'test' when ${WRITTEN_AT.transactional} then 'api'
    when ${WRITTEN_AT.notice} then 'notice' else 'journey' end as origin, d.status, coalesce(d.reason, d.note) as reason,
  s.external_id, coalesce(m.to_address, d.request->>'url', d.request->'match'->>'value') as "to", m.from_address as "from", m.subject,
  v.journey_id, j.name as journey_name, v.number as version, v.graph->'nodes'->(d.node::int)->>'id' as node_id,
  d.enrollment_id::text, d.attempt, d.provider, d.created_at,
  case when isfinite(d.due_at) then d.due_at else d.created_at end as due_at, d.sent_at, d.delivered_at, d.opened_at,
  d.clicked_at, d.bounced_at, d.complained_at, d.unsubscribed_at`;

export const MESSAGE_JOINS = Prisma.sql`
  left join message_contents m on m.send_id = d.id
  left join subscribers s on s.id = d.subscriber_id
  left join journey_versions v on v.id = d.version_id
  left join journeys j on j.id = v.journey_id`;

/** A row of the ledger as the API shows it. */
export function presentMessage(row: MessageRow): MessageResource {
  const { micros: _, attempt, status, ...same } = row;
  return {
    ...same,
    to: row.channel === "webhook" && row.to !== null ? shownUrl(row.to) : row.to,
    status: messageStatusSchema.parse(status),
    attempts: attempt,
    created_at: iso(row.created_at),
    due_at: iso(row.due_at),
    sent_at: iso(row.sent_at),
    delivered_at: iso(row.delivered_at),
    opened_at: iso(row.opened_at),
    clicked_at: iso(row.clicked_at),
    bounced_at: iso(row.bounced_at),
    complained_at: iso(row.complained_at),
    unsubscribed_at: iso(row.unsubscribed_at),
  };
}
