import { standardEvents } from "@/lib/journey/standard-events";

type StandardEventName = (typeof standardEvents)[number];

const about: Record<StandardEventName, { help: string; properties: readonly string[] }> = {
  user_registered: { help: "Somebody signed up", properties: ["plan", "source"] },
  user_subscribed: { help: "Joined a list or newsletter", properties: ["source", "topic"] },
  email_opened: { help: "Opened one of your emails", properties: ["journey_id", "node_id", "message_id"] },
  email_clicked: { help: "Clicked a link in one of your emails", properties: ["url", "journey_id", "node_id"] },
  email_unsubscribed: { help: "Unsubscribed from your emails", properties: ["journey_id", "node_id"] },
  push_subscribed: { help: "Allowed pushes in a browser", properties: ["browser", "service"] },
  push_clicked: { help: "Clicked one of your pushes", properties: ["url", "journey_id", "node_id"] },
  purchase_completed: { help: "Bought something", properties: ["order_id", "total", "currency", "items"] },
  subscription_cancelled: { help: "Cancelled a paid plan", properties: ["plan", "reason"] },
  cart_abandoned: { help: "Left a cart behind", properties: ["cart_id", "total", "items"] },
  trial_started: { help: "Began a trial", properties: ["plan", "ends_at"] },
  trial_ending: { help: "A trial is about to end", properties: ["plan", "ends_at"] },
  support_ticket_created: { help: "Asked for help", properties: ["subject", "priority"] },
  engagement_threshold_met: { help: "Became more active", properties: ["score"] },
};

/** Events that most products send, offered before the first one has arrived. */
export const describedEvents = standardEvents.map((name) => ({ name, ...about[name] }));
