const unwritten: Readonly<Record<string, string>> = {
  email: "An email that was not written",
  push: "A push that was not written",
  task: "A task",
  webhook: "Webhook call",
  crm: "CRM contact",
};

/** What a message is called in lists: its subject, else what it is. Skipped ones were never written and have none. */
export function messageTitle(message: { subject: string | null; channel: string }): string {
  return message.subject || (unwritten[message.channel] ?? `A message by ${message.channel}`);
}
