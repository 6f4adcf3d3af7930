const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  email: {
    delivered: "An email was delivered",
    opened: "Opened an email",
    clicked: "Clicked in an email",
    bounced: "An email bounced",
    complained: "Marked an email as spam",
    unsubscribed: "Unsubscribed",
  },
  push: { delivered: "A push was delivered", clicked: "Clicked a push" },
  task: { delivered: "The team was told of a task" },
};

/** What happened to a message, or what the person did with it. */
export function engagementTitle({ channel, engagement }: { channel: string; engagement: string }): string {
  return words[channel]?.[engagement] ?? `A message: ${engagement}`;
}
