import type { EmailProvider } from "./provider";

/**
 * The captured Inbox: nothing leaves the machine. Handing over is the row in message_contents, written by
 * deliver-messages in the transaction of the result, so there is nothing left to do and nothing to be uncertain about.
 */
export const inboxProvider: EmailProvider = {
  name: "inbox",
  idempotent: true,
  send: async () => ({ kind: "accepted" }),
};
