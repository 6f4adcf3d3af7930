import { suppressionKey } from "@/lib/channels/address";
import {
  NOTE_RESUBSCRIBED,
  RECORD_ENGAGEMENT,
  STILL_SUPPRESSED,
  SUPPRESS_PERSON,
  WELCOME_BACK,
} from "@/lib/db/engagement.sql";
import { runTransaction } from "@/lib/db/run-transaction";
import { clockNow } from "@/lib/db/workspace-clock";
import { log } from "@/lib/queue/log";
import { type EngagedSend, ingestEngagement } from "./record-engagement";
import { tellConsent } from "./tell-consent";

/** The message's recipient and the person's address today: both stay silent. */
function addressesOf(send: EngagedSend): string[] {
  const known = [send.to_address, send.email].flatMap((address) => (address ? [suppressionKey(address)] : []));
  return [...new Set(known)];
}

/**
 * Global unsubscribe by a message's own link: person and address are suppressed in one transaction, so no send whose final check
 * starts after this resolved is handed over (promise 7). Repeating it changes nothing, so it is done again when it loses a deadlock.
 */
export async function unsubscribe(send: EngagedSend): Promise<void> {
  const at = clockNow({ mode: send.mode, clockOffsetMs: send.clock_offset_ms });
  const first = await runTransaction(async (client) => {
    await client.query(SUPPRESS_PERSON, [send.workspace_id, send.subscriber_id, new Date(at), addressesOf(send)]);
    if (send.unsubscribed) return false;
    const { rows } = await client.query<{ first: boolean }>(RECORD_ENGAGEMENT, [
      send.id,
      "unsubscribed",
      new Date(at),
      null,
      false,
    ]);
    return rows[0]?.first ?? false;
  });
  // The consent stands already; journeys that react to it must not turn a done unsubscribe into an error.
  if (first)
    await ingestEngagement(send, "unsubscribed", at).catch((error: unknown) =>
      log.error({ err: error, send: send.id }, "an unsubscribe could not be told to the journeys"),
    );
}

/** Takes the unsubscribe back, for the person who holds the link. Suppressions for other reasons stay: answers whether there is one. */
export async function resubscribe(send: EngagedSend): Promise<{ held: boolean }> {
  const at = clockNow({ mode: send.mode, clockOffsetMs: send.clock_offset_ms });
  const held = await runTransaction(async (client) => {
    await client.query(WELCOME_BACK, [send.workspace_id, send.subscriber_id, addressesOf(send)]);
    await client.query(NOTE_RESUBSCRIBED, [send.id, new Date(at)]);
    const { rows } = await client.query(STILL_SUPPRESSED, [send.workspace_id, addressesOf(send)]);
    return rows.length > 0;
  });
  // The consent stands already; who waits for it must not turn it into an error.
  await tellConsent(send.workspace_id, addressesOf(send)).catch((error: unknown) =>
    log.error({ err: error, send: send.id }, "a resubscribe could not be told to the journeys"),
  );
  return { held };
}
