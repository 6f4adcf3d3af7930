import * as z from "zod";
import type { ProviderEvents } from "./provider-event";
import { isSigned } from "./webhook-signature";

/** What is opened and clicked our own links tell; what is on its way changes nothing. */
const KINDS: Readonly<Record<string, "delivered" | "bounced" | "complained">> = {
  "email.delivered": "delivered",
  "email.bounced": "bounced",
  "email.complained": "complained",
};

const eventSchema = z.object({
  type: z.string().max(100),
  created_at: z.iso.datetime({ offset: true }),
  data: z.object({
    email_id: z.string().min(1).max(200).optional(),
    bounce: z.object({ type: z.string().optional() }).optional(),
  }),
});

/** Resend's webhooks, signed as Standard Webhooks are. `secrets`: `whsec_…`, more than one while they are changed over. */
export function resendEvents(secrets: readonly string[]): ProviderEvents {
  return {
    isGenuine: (headers, body, nowMs) => {
      const of = (name: string) => headers.get(`svix-${name}`) ?? headers.get(`webhook-${name}`) ?? "";
      return isSigned(secrets, { id: of("id"), timestamp: of("timestamp"), signature: of("signature") }, body, nowMs);
    },
    read: (body) => {
      const event = eventSchema.safeParse(body);
      if (!event.success) return "invalid";
      const { type, created_at, data } = event.data;
      const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
      if (!kind) return undefined;
      if (!data.email_id) return "invalid";
      return {
        kind,
        providerMessageId: data.email_id,
        at: Date.parse(created_at),
        permanent: data.bounce?.type === "Permanent",
      };
    },
  };
}
