import { BEGIN_INGESTION } from "@/lib/db/ingest.sql";
import { runTransaction, sqlState } from "@/lib/db/run-transaction";
import type { IngestItem } from "@/lib/journey/ingest-item";
import { faultPoint } from "@/lib/queue/fault-point";
import { hintSegments, hintWalk } from "@/lib/queue/hint";
import { log } from "@/lib/queue/log";
import { EVENT_NAMES_MAX, internKinds } from "./ingest-kinds";
import { type ItemFate, ingestTransaction } from "./ingest-transaction";

export type FlushFate = ItemFate | { error: string };

/**
 * Classes that the item itself causes: bad data (22), a constraint (23), a limit such as an index row's size (54).
 * Everything else is about the database or about us, and then no item is to blame.
 */
const ITEMS_FAULT = new Set(["22", "23", "54"]);

/**
 * One flush of one workspace's items: one transaction, tried again when it loses a deadlock. An item that the database
 * cannot take is found by halving and gets its own error; the others are stored. Rejects, with nothing promised for what was not
 * yet stored, when the database itself fails. Items with a messageId can then be sent again safely.
 */
export async function ingestFlush(workspaceId: number, items: readonly IngestItem[]): Promise<FlushFate[]> {
  try {
    const kinds = await internKinds(
      workspaceId,
      items.flatMap((item) => (item.kind === "track" ? [item] : [])),
    );
    const nameable = items.filter((item) => item.kind !== "track" || kinds.has(item.event));
    if (nameable.length < items.length) return await withoutNameless(workspaceId, items, nameable);
    const { fates, shards, segments } = await runTransaction(async (client) => {
      const ingested = await ingestTransaction(client, workspaceId, items, kinds);
      faultPoint("mid_ingest_before_commit");
      return ingested;
    }, BEGIN_INGESTION);
    faultPoint("after_ingest_commit");
    if (shards.size > 0) hintWalk(shards);
    if (segments) hintSegments();
    return fates;
  } catch (error) {
    if (!ITEMS_FAULT.has(sqlState(error).slice(0, 2))) throw error;
    if (items.length === 1) {
      // The error itself may quote what was sent, and a log must hold nobody's data.
      log.warn({ code: sqlState(error), workspaceId }, "an item could not be stored");
      return [{ error: "this item cannot be stored" }];
    }
    const half = items.length >> 1;
    const first = await ingestFlush(workspaceId, items.slice(0, half));
    return [...first, ...(await ingestFlush(workspaceId, items.slice(half)))];
  }
}

async function withoutNameless(
  workspaceId: number,
  items: readonly IngestItem[],
  nameable: readonly IngestItem[],
): Promise<FlushFate[]> {
  const fates = nameable.length > 0 ? await ingestFlush(workspaceId, nameable) : [];
  const fateOf = new Map(nameable.map((item, i) => [item, fates[i]]));
  return items.map(
    (item) => fateOf.get(item) ?? { error: `the workspace knows ${EVENT_NAMES_MAX} event names already` },
  );
}
