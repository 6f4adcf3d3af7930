import type { SubscriberExport } from "@/lib/api/schemas/subscriber";
import { pushSuppressionKey, suppressionKey } from "@/lib/channels/address";
import { withWorkspace } from "@/lib/db/with-workspace";
import { presentSubscriber } from "./present-subscriber";

/**
 * All personal data of one person, as the law lets them ask for: who they are, what they did, their runs and messages with the words they got.
 * Undefined: no such person of ours.
 */
export async function exportSubscriber(workspaceId: number, externalId: string): Promise<SubscriberExport | undefined> {
  return withWorkspace(workspaceId, async (tx) => {
    const person = await tx.subscriber.findUnique({ where: { workspaceId_externalId: { workspaceId, externalId } } });
    if (!person) return undefined;
    const rows = await tx.$queryRaw<{ part: string; line: unknown }[]>`
      select 'events' as part, jsonb_build_object('event', k.name, 'occurred_at', e.occurred_at, 'received_at', e.received_at,
          'properties', e.properties, 'context', e.context) as line
        from events e join event_kinds k on k.id = e.kind_id where e.subscriber_id = ${person.id}
      union all
      select 'enrollments', jsonb_build_object('id', e.id::text, 'journey_id', e.journey_id, 'journey_name', j.name, 'state', e.state,
          'entered_at', e.entered_at, 'ended_at', e.ended_at, 'end_reason', e.end_reason, 'trigger', e.trigger)
        from enrollments e left join journeys j on j.id = e.journey_id where e.subscriber_id = ${person.id}
      union all
      select 'messages', jsonb_build_object('id', d.id, 'channel', d.channel, 'status', d.status, 'created_at', d.created_at,
          'sent_at', d.sent_at, 'to', m.to_address, 'subject', m.subject, 'text', m.text, 'opened_at', d.opened_at,
          'clicked_at', d.clicked_at, 'unsubscribed_at', d.unsubscribed_at)
        from sends d left join message_contents m on m.send_id = d.id where d.subscriber_id = ${person.id}
      union all
      select 'tasks', jsonb_build_object('id', t.id, 'title', t.title, 'notes', t.notes, 'created_at', t.created_at, 'due_at', t.due_at,
          'completed_at', t.completed_at)
        from tasks t where t.subscriber_id = ${person.id}
      union all
      select 'browsers', jsonb_build_object('browser', b.browser, 'endpoint', b.endpoint, 'created_at', b.created_at)
        from push_subscriptions b where b.subscriber_id = ${person.id}
      union all
      select 'segments', jsonb_build_object('id', g.id, 'name', g.name, 'entered_at', sm.entered_at)
        from segment_members sm join segments g on g.id = sm.segment_id where sm.subscriber_id = ${person.id}
      union all
      select 'scores', jsonb_build_object('as_of', date '1970-01-01' + x.day, 'lead', x.lead, 'engagement', x.engagement,
          'last_seen_at', x.last_seen_at)
        from subscriber_scores x where x.workspace_id = ${workspaceId} and x.subscriber_id = ${person.id}
      union all
      select 'suppressions', jsonb_build_object('channel', p.channel, 'reason', p.reason, 'created_at', p.created_at)
        from suppressions p where p.channel = 'email' and p.address = ${suppressionKey(person.email ?? "")}
          or p.channel = 'push' and p.address = ${pushSuppressionKey(externalId)}`;
    const part = (name: string) => rows.filter((row) => row.part === name).map((row) => row.line);
    return {
      subscriber: presentSubscriber(person),
      events: part("events"),
      enrollments: part("enrollments"),
      messages: part("messages"),
      tasks: part("tasks"),
      browsers: part("browsers"),
      segments: part("segments"),
      scores: part("scores"),
      suppressions: part("suppressions"),
    };
  });
}
