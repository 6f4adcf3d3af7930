/** What a message is called in lists: its subject, else what it is. Skipped emails were never written and have none. */
export function messageTitle(message: { subject: string | null; channel: string }): string {
  if (message.subject) return message.subject;
  if (message.channel === "crm") return "CRM contact";
  return message.channel === "webhook" ? "Webhook call" : `An ${message.channel} that was not written`;
}
