import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { BEGIN_INGESTION } from "@/lib/db/ingest.sql";
import { pool } from "@/lib/db/pool";
import { hintSegments, hintWalk } from "@/lib/queue/hint";
import { log } from "@/lib/queue/log";
import type { IngestItem } from "./ingest-item";
import { internKinds } from "./ingest-kinds";
import { type Ingested, type ItemFate, ingestTransaction } from "./ingest-transaction";

export type FlushFate = ItemFate | { error: string };

const ATTEMPTS_MAX = 6;
/** deadlock_detected, serialization_failure: the other side has won, we simply do it again. */
const TRY_AGAIN = new Set(["40P01", "40001"]);
/**
 * Classes that the item itself causes: bad data (22), a constraint (23), a limit such as an index row's size (54).
 * Everything else is about the database or about us, and then no item is to blame.
 */
const ITEMS_FAULT = new Set(["22", "23", "54"]);

function stateOf(error: unknown): string {
  return error instanceof pg.DatabaseError ? (error.code ?? "") : "";
}

async function transact(
  workspaceId: number,
  items: readonly IngestItem[],
  kinds: ReadonlyMap<string, number>,
): Promise<Ingested> {
  const client = await pool().connect();
  let broken: Error | undefined;
  try {
    await client.query(BEGIN_INGESTION);
    const ingested = await ingestTransaction(client, workspaceId, items, kinds);
    await client.query("commit");
    return ingested;
  } catch (error) {
    // A connection that cannot even roll back is thrown away by release(), not put back into the pool.
    await client.query("rollback").catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

async function withRetry(
  workspaceId: number,
  items: readonly IngestItem[],
  kinds: ReadonlyMap<string, number>,
): Promise<Ingested> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transact(workspaceId, items, kinds);
    } catch (error) {
      if (!TRY_AGAIN.has(stateOf(error)) || attempt === ATTEMPTS_MAX) throw error;
      await sleep(2 ** attempt * (1 + Math.random()));
    }
  }
}

/**
 * One flush of one workspace's items: one transaction, tried again when it loses a deadlock. An item that the database
 * cannot take is found by halving and gets its own error; the others are stored. Rejects, with nothing promised for what was not
 * yet stored, when the database itself fails. Items with a messageId can then be sent again safely.
 */
export async function ingestFlush(workspaceId: number, items: readonly IngestItem[]): Promise<FlushFate[]> {
  const events = items.flatMap((item) => (item.kind === "track" ? [item] : []));
  return store(workspaceId, items, await internKinds(workspaceId, events));
}

async function store(
  workspaceId: number,
  items: readonly IngestItem[],
  kinds: ReadonlyMap<string, number>,
): Promise<FlushFate[]> {
  try {
    const { fates, shards, segments } = await withRetry(workspaceId, items, kinds);
    if (shards.size > 0) hintWalk(shards);
    if (segments) hintSegments();
    return fates;
  } catch (error) {
    if (!ITEMS_FAULT.has(stateOf(error).slice(0, 2))) throw error;
    if (items.length === 1) {
      log.warn({ err: error, workspaceId }, "an item could not be stored");
      return [{ error: "this item cannot be stored" }];
    }
    const half = items.length >> 1;
    const first = await store(workspaceId, items.slice(0, half), kinds);
    return [...first, ...(await store(workspaceId, items.slice(half), kinds))];
  }
}
