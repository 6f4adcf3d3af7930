/** Events that pickers offer before the first one has arrived (FEATURES T2); the email_… ones are sent by ourselves. */
export const standardEvents = [
  "user_registered",
  "user_subscribed",
  "email_opened",
  "email_clicked",
  "email_unsubscribed",
  "push_subscribed",
  "push_clicked",
  "purchase_completed",
  "subscription_cancelled",
  "cart_abandoned",
  "trial_started",
  "trial_ending",
  "support_ticket_created",
  "engagement_threshold_met",
] as const;

export function isStandardEvent(name: string): boolean {
  return (standardEvents as readonly string[]).includes(name);
}
