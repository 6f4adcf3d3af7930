import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { pool } from "./pool";

const ATTEMPTS_MAX = 6;
/** deadlock_detected, serialization_failure: the other side has won, we simply do it again. */
const TRY_AGAIN = new Set(["40P01", "40001"]);

const CHECK_VIOLATION = "23514";
const SERIALIZATION_FAILURE = "40001";

/**
 * The SQLSTATE of a database error; "" for anything else. A row that was on its way to the rest while its day got a bucket of its own is
 * refused like one that breaks a check, though no check is named: nobody's data is to blame, so it counts as a conflict to be done again.
 */
export function sqlState(error: unknown): string {
  if (!(error instanceof pg.DatabaseError)) return "";
  const lostItsPartition = error.code === CHECK_VIOLATION && error.constraint === undefined;
  return lostItsPartition ? SERIALIZATION_FAILURE : (error.code ?? "");
}

async function once<T>(begin: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool().connect();
  let broken: Error | undefined;
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query("commit");
    return result;
  } catch (error) {
    // A connection that cannot even roll back must not go back into the pool.
    await client.query("rollback").catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/**
 * One transaction on a connection of its own, with the owner's rights. Done again, at most 6 times, when it loses a deadlock or
 * a serialization conflict, so `work` must have no effect outside the database. Any other error is the caller's.
 */
export async function runTransaction<T>(work: (client: pg.PoolClient) => Promise<T>, begin = "begin"): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(begin, work);
    } catch (error) {
      if (!TRY_AGAIN.has(sqlState(error)) || attempt === ATTEMPTS_MAX) throw error;
      await sleep(2 ** attempt * (1 + Math.random()));
    }
  }
}
