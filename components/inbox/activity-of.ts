import type { MessageDetail } from "@/lib/api/schemas/message";

export type ActivityItem = { kind: string; at: string; url: string | null; machine: boolean };

/** The message's history from the decision on, oldest first. */
export function activityOf(message: Pick<MessageDetail, "created_at" | "sent_at" | "events">): ActivityItem[] {
  const ours = (kind: string, at: string) => ({ kind, at, url: null, machine: false });
  return [
    ours("decided", message.created_at),
    ...(message.sent_at ? [ours("sent", message.sent_at)] : []),
    ...message.events,
  ];
}
