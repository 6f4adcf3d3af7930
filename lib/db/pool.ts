import pg from "pg";

// int8 stays text: ids go straight back into the next statement and never lose digits.
pg.types.setTypeParser(pg.types.builtins.INT8, (value) => value);

/** A new connection plans the hot statements over all buckets anew, so one is kept through a quiet spell (pg's default: 10 s). */
const IDLE_MS = 300_000;
/**
 * A process that is suspended or cut off in the middle of a transaction loses it, and the locks with it, after this long (RELIABILITY
 * promise 5: 90 s). Walks say 30 s for themselves.
 */
const IDLE_IN_TRANSACTION_MS = 60_000;

declare global {
  var __sojournPool: pg.Pool | undefined;
}

/**
 * The process's one pool, connected as the owner of the tables (row-level security does not apply to it): for the
 * engine's hot statements, which carry the workspace themselves. Everything a person asks for goes through withWorkspace.
 * Kept on globalThis because Next bundles its routes apart from the server that hosts them.
 */
export function pool(): pg.Pool {
  if (globalThis.__sojournPool) return globalThis.__sojournPool;
  const connectionString = process.env.DATABASE_URL;
  if (!connectionString) throw new Error("DATABASE_URL is not set");
  const made = new pg.Pool({
    connectionString,
    max: Number(process.env.DATABASE_POOL_MAX ?? 10),
    idleTimeoutMillis: IDLE_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
  });
  // Without listeners one terminated connection would end the process. The pool replaces idle ones by itself; who holds a
  // connection learns of its loss from the next statement, which rejects.
  const lost = (error: Error) =>
    console.error(JSON.stringify({ level: "warn", msg: "database connection lost", error: error.message }));
  made.on("error", lost);
  made.on("connect", (client) => client.on("error", lost));
  globalThis.__sojournPool = made;
  return made;
}

/** Ends the pool; the next call of pool() makes a new one. */
export async function closePool(): Promise<void> {
  const open = globalThis.__sojournPool;
  globalThis.__sojournPool = undefined;
  await open?.end();
}
