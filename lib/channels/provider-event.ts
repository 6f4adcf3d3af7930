/** What a provider tells us later about a message that it took. */
export type ProviderEvent = {
  kind: "delivered" | "bounced" | "complained";
  /** what the provider called the message when it took it */
  providerMessageId: string;
  /** epoch ms, in the provider's words */
  at: number;
  /** bounced: the address takes no mail at all, now or later */
  permanent: boolean;
};

/** How the events of one provider come in. */
export type ProviderEvents = {
  /** whether whoever sent this knows our secret; without a secret nobody does. Constant time in the signature. */
  isGenuine: (headers: Headers, body: string, nowMs: number) => boolean;
  /** undefined: an event that says nothing we keep. "invalid": nothing that this provider sends. */
  read: (body: unknown) => ProviderEvent | undefined | "invalid";
};
