import type { MessageResource } from "@/lib/api/schemas/message";

type Times = Pick<
  MessageResource,
  "status" | "reason" | "delivered_at" | "opened_at" | "clicked_at" | "bounced_at" | "complained_at" | "unsubscribed_at"
>;

/** The furthest a message has come, in one word. Bad news wins over good. */
export function messageState(message: Times): string {
  if (message.status === "queued" && message.reason) return "retrying";
  if (message.status !== "sent") return message.status;
  if (message.complained_at) return "complained";
  if (message.bounced_at) return "bounced";
  if (message.unsubscribed_at) return "unsubscribed";
  if (message.clicked_at) return "clicked";
  if (message.opened_at) return "opened";
  return message.delivered_at ? "delivered" : "sent";
}

const sourceNames: Record<MessageResource["origin"], string> = {
  journey: "A journey",
  test: "Test message",
  api: "Sent by the API",
  notice: "Notice to the team",
};

/** The journey that sent it, or in a word who else did. */
export function messageSource({ journey_name, origin }: Pick<MessageResource, "journey_name" | "origin">): string {
  return journey_name ?? sourceNames[origin];
}
