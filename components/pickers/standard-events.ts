/** Events that most products send, offered before the first one has arrived. */
export const standardEvents: readonly { name: string; help: string; properties: readonly string[] }[] = [
  { name: "user_registered", help: "Somebody signed up", properties: ["plan", "source"] },
  { name: "user_subscribed", help: "Joined a list or newsletter", properties: ["source", "topic"] },
  { name: "email_opened", help: "Opened one of your emails", properties: ["journey_id", "node_id", "message_id"] },
  { name: "email_clicked", help: "Clicked a link in one of your emails", properties: ["url", "journey_id", "node_id"] },
  { name: "purchase_completed", help: "Bought something", properties: ["order_id", "total", "currency", "items"] },
  { name: "subscription_cancelled", help: "Cancelled a paid plan", properties: ["plan", "reason"] },
  { name: "cart_abandoned", help: "Left a cart behind", properties: ["cart_id", "total", "items"] },
  { name: "trial_started", help: "Began a trial", properties: ["plan", "ends_at"] },
  { name: "trial_ending", help: "A trial is about to end", properties: ["plan", "ends_at"] },
  { name: "support_ticket_created", help: "Asked for help", properties: ["subject", "priority"] },
  { name: "engagement_threshold_met", help: "Became more active", properties: ["score"] },
];
