import { messageTitle } from "@/components/people/message-title";
import type { EventResource } from "@/lib/api/schemas/activity";
import type { MessageResource } from "@/lib/api/schemas/message";

export type ActivityItem = { kind: "event" | "message"; id: string; at: string; what: string; who: string | null };

/** Events and messages as one list, newest first. */
export function mergeActivity(events: readonly EventResource[], messages: readonly MessageResource[]): ActivityItem[] {
  const items: ActivityItem[] = [
    ...events.map((event) => ({
      kind: "event" as const,
      id: event.id,
      at: event.received_at,
      what: event.event,
      who: event.external_id,
    })),
    ...messages.map((message) => ({
      kind: "message" as const,
      id: message.id,
      at: message.sent_at ?? message.created_at,
      what: messageTitle(message),
      who: message.external_id,
    })),
  ];
  return items.sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}
