/**
 * The events in which opens and clicks of messages show themselves. Without a step a condition is about mails; a step may be a push, of which
 * only clicks are heard.
 */
export function engagementEvents({
  message,
  node_id,
}: {
  message: "opened" | "clicked";
  node_id?: string | undefined;
}): string[] {
  if (message === "opened") return ["email_opened"];
  return node_id === undefined ? ["email_clicked"] : ["email_clicked", "push_clicked"];
}
