import pg from "pg";
import { Seats } from "./seats";

// int8 stays text: ids go straight back into the next statement and never lose digits.
pg.types.setTypeParser(pg.types.builtins.INT8, (value) => value);

/** A new connection plans the hot statements over all buckets anew, so one is kept through a quiet spell (pg's default: 10 s). */
const IDLE_MS = 300_000;
/**
 * A process that is suspended or cut off in the middle of a transaction loses it, and the locks with it, after this long (RELIABILITY
 * promise 5: 90 s). Walks say 30 s for themselves.
 */
const IDLE_IN_TRANSACTION_MS = 60_000;

/** Short questions only, one statement each. */
const SIDE_MAX = 2;

const POOL_MAX = 10;
/**
 * Of a process's connections so many are kept from what people ask for (withWorkspace), however slow that is: two flushes of events, one for
 * keys and sign-in, one for health and metrics. Half of them where there are fewer than eight.
 */
const KEPT = 4;

declare global {
  var __sojournSeats: Seats | undefined;
  var __sojournPool: pg.Pool | undefined;
  var __sojournSidePool: pg.Pool | undefined;
}

function makePool(max: number): pg.Pool {
  const connectionString = process.env.DATABASE_URL;
  if (!connectionString) throw new Error("DATABASE_URL is not set");
  const made = new pg.Pool({
    connectionString,
    max,
    idleTimeoutMillis: IDLE_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
  });
  // Without listeners one terminated connection would end the process. The pool replaces idle ones by itself; who holds a
  // connection learns of its loss from the next statement, which rejects.
  const lost = (error: Error) =>
    console.error(JSON.stringify({ level: "warn", msg: "database connection lost", error: error.message }));
  made.on("error", lost);
  made.on("connect", (client) => client.on("error", lost));
  return made;
}

/**
 * The process's one pool, connected as the owner of the tables (row-level security does not apply to it): for the
 * engine's hot statements, which carry the workspace themselves. Everything a person asks for goes through withWorkspace.
 * Kept on globalThis because Next bundles its routes apart from the server that hosts them.
 */
export function pool(): pg.Pool {
  globalThis.__sojournPool ??= makePool(poolMax());
  return globalThis.__sojournPool;
}

function poolMax(): number {
  return Number(process.env.DATABASE_POOL_MAX ?? POOL_MAX);
}

/** Who may hold a connection of pool() for what a person asks for: all but the KEPT ones, shared by the process like the pool itself. */
export function seats(): Seats {
  const max = poolMax();
  globalThis.__sojournSeats ??= new Seats(Math.max(1, max - Math.min(KEPT, Math.floor(max / 2))));
  return globalThis.__sojournSeats;
}

/**
 * For what has to be known, or made, in the middle of a transaction of pool() and apart from it: versions, numbers of names. Connections of their
 * own, because transactions that hold all of the pool's would wait for one more of them for ever. Single statements only.
 */
export function sidePool(): pg.Pool {
  globalThis.__sojournSidePool ??= makePool(SIDE_MAX);
  return globalThis.__sojournSidePool;
}

/** Ends both pools; the next call of either makes a new one. */
export async function closePool(): Promise<void> {
  const open = [globalThis.__sojournPool, globalThis.__sojournSidePool];
  globalThis.__sojournPool = undefined;
  globalThis.__sojournSidePool = undefined;
  globalThis.__sojournSeats = undefined;
  await Promise.all(open.map((one) => one?.end()));
}
