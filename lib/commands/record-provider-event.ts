import { suppressionKey } from "@/lib/channels/address";
import type { ProviderEvent } from "@/lib/channels/provider-event";
import { RECORD_PROVIDER_EVENT, SUPPRESS_ADDRESS } from "@/lib/db/engagement.sql";
import { inTransaction } from "@/lib/db/in-transaction";
import { ingestEngagement, readEngagedSend } from "./record-engagement";
import { tellConsent } from "./tell-consent";

/**
 * Keeps what the provider told of a message of this workspace: told twice it is kept once. Who marks mail as spam, and an address that takes
 * none, is written to no more from this commit on (promise 9); journeys hear of both. Answers whether there is such a message. Throws when journeys
 * could not be told: what is told again makes up for it, and changes nothing else.
 */
export async function recordProviderEvent(
  workspaceSlug: string,
  { kind, providerMessageId, at, permanent }: ProviderEvent,
  now: number,
): Promise<boolean> {
  const when = Math.min(at, now);
  const told = await inTransaction(async (client) => {
    const { rows } = await client.query<Told>(RECORD_PROVIDER_EVENT, [
      providerMessageId,
      workspaceSlug,
      kind,
      new Date(when),
    ]);
    const [message] = rows;
    const reason = kind === "complained" ? "complaint" : kind === "bounced" && permanent ? "hard_bounce" : undefined;
    if (!message?.to_address || !reason) return message && { ...message, suppressed: undefined };
    const suppressed = suppressionKey(message.to_address);
    await client.query(SUPPRESS_ADDRESS, [message.workspace_id, suppressed, reason]);
    return { ...message, suppressed };
  });
  if (!told) return false;
  if (told.suppressed) await tellConsent(told.workspace_id, [told.suppressed]);
  const send = kind === "delivered" ? undefined : await readEngagedSend(told.id);
  if (send && kind !== "delivered") await ingestEngagement(send, kind, when);
  return true;
}

type Told = { id: string; workspace_id: number; to_address: string | null };
