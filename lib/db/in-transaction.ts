import type pg from "pg";
import { pool } from "./pool";

/** Runs `work` in one transaction of the owner's pool; rolls back and rethrows when it throws. `begin` may carry `set local`s. */
export async function inTransaction<T>(work: (client: pg.PoolClient) => Promise<T>, begin = "begin"): Promise<T> {
  const client = await pool().connect();
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query("commit");
    client.release();
    return result;
  } catch (error) {
    // a connection that cannot even roll back is thrown away, which rolls back too
    await client.query("rollback").then(
      () => client.release(),
      (broken: Error) => client.release(broken),
    );
    throw error;
  }
}
