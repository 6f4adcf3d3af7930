import type pg from "pg";
import type { OutgoingMessage } from "@/lib/channels/provider";
import { STORE_MESSAGES } from "@/lib/db/messages.sql";

/** Keeps what sends say, word for word, under their ids in the ledger. */
export async function storeMessages(
  client: pg.PoolClient,
  sends: readonly { claimed: { id: string; workspace_id: number }; message: OutgoingMessage }[],
): Promise<void> {
  if (sends.length === 0) return;
  await client.query(STORE_MESSAGES, [
    sends.map(({ claimed }) => claimed.id),
    sends.map(({ claimed }) => claimed.workspace_id),
    sends.map(({ message }) => message.from),
    sends.map(({ message }) => message.to),
    sends.map(({ message }) => message.subject),
    sends.map(({ message }) => message.html),
    sends.map(({ message }) => message.text),
    sends.map(({ message }) => JSON.stringify(message.headers)),
  ]);
}
