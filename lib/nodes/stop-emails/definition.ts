import * as z from "zod";
import { defineAction } from "../define-action";
import { nextPort } from "../next-port";

const schema = z.strictObject({});
export type StopEmailsConfig = z.output<typeof schema>;

/** Cleans the list: the address is suppressed as inactive, so that no marketing mail of any journey goes there. */
export const stopEmails = defineAction<StopEmailsConfig>({
  type: "stop_emails",
  category: "data",
  label: "Stop emails",
  description:
    "Suppresses the person's address as inactive: no journey mails them any more, until somebody takes the address off the list.",
  keywords: ["clean", "sunset", "suppress", "unsubscribe", "inactive", "dormant", "hygiene", "consent"],
  icon: "mail-x",
  schema,
  defaults: {},
  fields: [],
  ports: () => nextPort,
  summary: () => "Stop emails to them",
  writesSubscriber: true,
  step: ({ facts }) => {
    if (!facts.subscriber.email?.trim()) return { kind: "leave", port: "next", reason: "no_address" };
    return { kind: "leave", port: "next", effects: [{ kind: "stop_emails" }] };
  },
});
