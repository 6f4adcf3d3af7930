import type { EnrollmentDetail } from "@/lib/api/schemas/enrollment";
import { messageStatusSchema } from "@/lib/api/schemas/message";
import type { ReplayResource } from "@/lib/api/schemas/simulate";
import { shownRequest, shownUrl } from "@/lib/channels/shown-request";
import { type Tx, withWorkspace } from "@/lib/db/with-workspace";
import { withoutTracking } from "@/lib/email/without-tracking";
import { jsonSchema } from "@/lib/journey/json";
import { describeSendReason } from "@/lib/journey/send-reason";
import { isTimeZone } from "@/lib/journey/time";
import { isJsonObject } from "./is-json-object";
import { iso } from "./iso";
import { readEnrollment } from "./read-enrollment";

/** A run that loops can have more: its newest are told. */
const MESSAGES_MAX = 100;
const EVENTS_MAX = 200;

/** What really happened to a run: visits with their decisions, mails as they were sent, what the person did. Undefined: none of ours. */
export async function readReplay(workspaceId: number, id: string): Promise<ReplayResource | undefined> {
  const run = await readEnrollment(workspaceId, id);
  if (!run) return undefined;
  return withWorkspace(workspaceId, async (tx) => {
    const [place] = await tx.$queryRaw<Place[]>`
      select e.subscriber_id::text, s.timezone, j.status, v.settings->>'timezone' as journey_zone, w.timezone as workspace_zone
      from enrollments e join workspaces w on w.id = e.workspace_id
      left join subscribers s on s.id = e.subscriber_id left join journeys j on j.id = e.journey_id
      left join journey_versions v on v.id = e.version_id
      where e.id = ${BigInt(id)} and e.workspace_id = ${workspaceId}`;
    if (!place) return undefined;
    const zones = [place.timezone, place.journey_zone, place.workspace_zone];
    return {
      enrollment_id: run.id,
      journey_id: run.journey_id,
      journey_name: run.journey_name,
      external_id: run.external_id,
      version: run.version,
      start_at: run.entered_at,
      timezone: zones.find((zone) => zone && isTimeZone(zone)) ?? "UTC",
      ended: run.state === "active" ? "waiting" : run.state,
      ...(run.end_reason === null ? {} : { reason: run.end_reason }),
      node_id: run.node_id,
      due_at: run.due_at,
      paused: run.state === "active" && place.status === "paused",
      visits: run.visits,
      messages: await readMessages(tx, run, place.subscriber_id),
      happened: await readHappened(tx, run, place.subscriber_id),
    };
  });
}

type Place = {
  subscriber_id: string;
  timezone: string | null;
  status: string | null;
  journey_zone: string | null;
  workspace_zone: string;
};

type SendRow = {
  id: string;
  visit: number;
  channel: string;
  status: string;
  reason: string | null;
  at: Date;
  to: string | null;
  subject: string | null;
  html: string | null;
  text: string | null;
  request: unknown;
};

async function readMessages(
  tx: Tx,
  { id, visits }: EnrollmentDetail,
  subscriberId: string,
): Promise<ReplayResource["messages"]> {
  const sends = await tx.$queryRaw<SendRow[]>`
    select d.id, d.visit, d.channel, d.status, d.reason, coalesce(d.sent_at, d.created_at) as at,
      coalesce(m.to_address, d.request->>'url', d.request->'match'->>'value') as "to", m.subject, m.html, m.text, d.request
    from sends d left join message_contents m on m.send_id = d.id
    where d.subscriber_id = ${BigInt(subscriberId)} and d.enrollment_id = ${BigInt(id)}
    order by d.visit desc limit ${MESSAGES_MAX}`;
  const events = await tx.$queryRaw<
    { send_id: string; kind: string; at: Date; url: string | null; machine: boolean }[]
  >`
    select send_id, kind, at, url, machine from message_events
    where send_id = any(${sends.map((send) => send.id)}::uuid[]) order by id`;
  const eventsOf = Map.groupBy(events, (event) => event.send_id);
  const nodeOf = new Map(visits.map(({ visit, node_id }) => [visit, node_id]));
  return sends
    .reverse()
    .map(({ id: message_id, visit, channel, status, reason, at, to, subject, html, text, request }) => {
      const described = reason === null ? undefined : describeSendReason(reason);
      return {
        message_id,
        node_id: nodeOf.get(visit) ?? "",
        visit,
        channel,
        at: iso(at),
        to: channel === "webhook" && to !== null ? shownUrl(to) : to,
        subject: subject ?? "",
        html: withoutTracking(html ?? ""),
        text: text ?? "",
        ...(request === null ? {} : { request: shownRequest(jsonSchema.parse(request)) }),
        status: messageStatusSchema.parse(status),
        status_reason: described ? [described.sentence, described.detail].filter(Boolean).join(" ") : null,
        events: (eventsOf.get(message_id) ?? []).map(({ kind, at: when, url, machine }) => ({
          kind,
          at: iso(when),
          url,
          machine,
        })),
      };
    });
}

/** What the person did from entering (the trigger included) to leaving. */
async function readHappened(
  tx: Tx,
  { entered_at, ended_at }: EnrollmentDetail,
  subscriberId: string,
): Promise<ReplayResource["happened"]> {
  const rows = await tx.$queryRaw<{ event: string; at: Date; properties: unknown }[]>`
    select k.name as event, e.received_at as at, e.properties from events e join event_kinds k on k.id = e.kind_id
    where e.subscriber_id = ${BigInt(subscriberId)} and e.received_at >= ${new Date(entered_at)}
      and (${ended_at}::timestamptz is null or e.received_at <= ${ended_at}::timestamptz)
    order by e.received_at, e.id limit ${EVENTS_MAX}`;
  return rows.map(({ event, at, properties }) => ({
    event,
    at: iso(at),
    properties: isJsonObject(properties) ? properties : {},
  }));
}
