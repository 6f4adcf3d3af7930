import type pg from "pg";
import { inTransaction } from "@/lib/db/in-transaction";
import { sqlState } from "@/lib/db/run-transaction";
import { BEGIN_DELIVERY, type ClaimedSend } from "@/lib/db/sends.sql";
import { log } from "@/lib/queue/log";
import { POISON } from "./walk-batch";

/** Claims up to `limit` rows; tells `saw` which, before it does anything with them. */
type Claim<Claimed> = (
  client: pg.PoolClient,
  limit: number,
  saw: (rows: readonly ClaimedSend[]) => void,
) => Promise<Claimed>;

/** Data that the database refuses, or that we trip over: done again it comes again. */
export function isFaultOfRow(error: unknown): boolean {
  return error instanceof TypeError || error instanceof RangeError || POISON.test(sqlState(error));
}

/**
 * Runs a claim of sends in a transaction. Where something about a row makes it fail it is done again with half as many; the row that is left
 * alone with the error is given to `setAside`, with why in words that quote nobody's data, and the messages behind it go on. Every other
 * error is the caller's.
 */
export async function claimApart<Claimed>(
  limit: number,
  claim: Claim<Claimed>,
  setAside: (row: ClaimedSend, why: string) => Promise<Claimed>,
): Promise<Claimed> {
  let size = limit;
  for (;;) {
    let rows: readonly ClaimedSend[] = [];
    const saw = (seen: readonly ClaimedSend[]) => {
      rows = seen;
    };
    try {
      return await inTransaction((client) => claim(client, size, saw), BEGIN_DELIVERY);
    } catch (error) {
      const [row, ...others] = rows;
      if (!row || !isFaultOfRow(error)) throw error;
      if (others.length > 0) size = Math.ceil(rows.length / 2);
      else {
        const why = sqlState(error) ? `the database refuses it (${sqlState(error)})` : "its data cannot be read";
        log.error({ send: row.id, code: sqlState(error) }, "a message cannot be made; set aside");
        return setAside(row, why);
      }
    }
  }
}
