/**
 * One interface for everything that takes a message off our hands. A provider is asked once per attempt and answers with
 * one of three facts; it never throws for anything the other side did.
 */
export type OutgoingMessage = {
  /** `Name <address>` or an address */
  from: string;
  /** exactly one address: strictRecipient() decides what that is */
  to: string;
  subject: string;
  html: string;
  text: string;
  /** in the order they are written; names and values free of line breaks */
  headers: Record<string, string>;
};

export type HandOver =
  | { kind: "accepted"; providerMessageId?: string }
  /**
   * the provider said no, or was never told; `permanent` refusals are not tried again. `heldMs`: it says nothing about this message, the
   * provider takes none at all for so long (a limit, a sign-in, a server that is away), and this was no attempt
   */
  | { kind: "refused"; permanent: boolean; reason: string; heldMs?: number }
  /** the message may have been taken: the answer was lost */
  | { kind: "uncertain"; reason: string };

export type EmailProvider = {
  /** written to sends.provider */
  name: "inbox" | "smtp" | "resend";
  /** the same key is accepted once, so an uncertain hand-over may be repeated */
  idempotent: boolean;
  /**
   * Hands one message over. `key` is the send's id. Bounded by HAND_OVER_MS_MAX.
   */
  send: (message: OutgoingMessage, key: string) => Promise<HandOver>;
};

/** No hand-over takes longer: leases are measured against it. */
export const HAND_OVER_MS_MAX = 60_000;
