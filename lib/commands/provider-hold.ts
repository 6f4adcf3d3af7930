import type { EmailProvider } from "@/lib/channels/provider";
import type { Instant } from "@/lib/journey/facts";

const holds = new WeakMap<EmailProvider, Instant>();

/** The provider takes nothing at all before `until` (real time): a limit is reached, or nobody could sign in. Each process finds out for itself. */
export function holdProvider(provider: EmailProvider, until: Instant): void {
  holds.set(provider, Math.max(until, holds.get(provider) ?? until));
}

/** Until when nothing is handed to the provider; undefined: it takes mail at `now`. */
export function providerHeldUntil(provider: EmailProvider, now: Instant): Instant | undefined {
  const until = holds.get(provider);
  return until !== undefined && until > now ? until : undefined;
}
