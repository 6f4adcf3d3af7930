import { suppressionKey } from "@/lib/channels/address";
import type { ProviderEvent } from "@/lib/channels/provider-event";
import { RECORD_PROVIDER_EVENT, SUPPRESS_ADDRESS } from "@/lib/db/engagement.sql";
import { inTransaction } from "@/lib/db/in-transaction";
import type { Instant } from "@/lib/journey/facts";
import { log } from "@/lib/queue/log";
import { ingestEngagement, readEngagedSend } from "./record-engagement";
import { tellConsent } from "./tell-consent";

/**
 * Keeps what the provider told of a message of this workspace: told twice it is kept once. Who marks mail as spam, and an address that takes
 * none, is written to no more from this commit on (promise 9); journeys hear of both. Answers whether there is such a message.
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
    if (!message?.to_address || !reason) return message && { ...message, suppressed: false };
    const address = suppressionKey(message.to_address);
    const { rowCount } = await client.query(SUPPRESS_ADDRESS, [message.workspace_id, address, reason]);
    return { ...message, suppressed: rowCount === 1 };
  });
  if (!told) return false;
  await tellJourneys(told, kind, when).catch((error: unknown) =>
    // It is kept already; that journeys did not hear of it must not have it told again as if it were not.
    log.error({ err: error, send: told.id }, "a provider's word could not be told to the journeys"),
  );
  return true;
}

type Told = { id: string; workspace_id: number; first: boolean; to_address: string | null };

async function tellJourneys(
  { id, workspace_id, first, to_address, suppressed }: Told & { suppressed: boolean },
  kind: ProviderEvent["kind"],
  at: Instant,
): Promise<void> {
  if (suppressed && to_address) await tellConsent(workspace_id, [to_address, suppressionKey(to_address)]);
  const send = first && kind !== "delivered" ? await readEngagedSend(id) : undefined;
  if (send && kind !== "delivered") await ingestEngagement(send, kind, at);
}
