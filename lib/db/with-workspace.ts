import { setTimeout as sleep } from "node:timers/promises";
import { Prisma } from "./generated/prisma/client";
import { seats } from "./pool";
import { prisma } from "./prisma";
import { NoSeat } from "./seats";

export type Tx = Prisma.TransactionClient;

const TRANSACTION_MS = 20_000;
/** Until one can be begun: for a seat, then for a connection. */
const BEGUN_WITHIN_MS = 10_000;
/**
 * A statement is stopped by the database before the transaction is given up: giving up alone leaves it running, and ten of those are all
 * connections that this process has.
 */
const STATEMENT_MS = 18_000;
const ATTEMPTS_MAX = 4;

/** deadlock_detected, serialization_failure: the other side has won, we simply do it again. */
const LOST_RACE = /^(40P01|40001)$/;
/** query_canceled: the statement took too long. */
const CANCELLED = "57014";

/** The SQLSTATE in an error of Prisma's; "" when there is none. */
function stateOf(error: unknown): string {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return "";
  if (error.code === "P2034") return "40001";
  const cause: unknown = error.meta?.driverAdapterError;
  const state =
    cause instanceof Error && typeof cause.cause === "object"
      ? Reflect.get(cause.cause ?? {}, "originalCode")
      : undefined;
  return typeof state === "string" ? state : "";
}

/** Whether a transaction or a statement was given up because it took too long, or because none could be begun in time. */
export function isTooSlow(error: unknown): boolean {
  if (error instanceof NoSeat) return true;
  const tooLong = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2028";
  return tooLong || stateOf(error) === CANCELLED;
}

/**
 * Runs `work` in one transaction as the role sojourn_app with the workspace set, so that row-level security stands
 * underneath every query: a forgotten `where workspace_id` finds nothing of anybody else. Done again, at most four times, when it loses a
 * deadlock, so `work` must have no effect outside the database. Rejects (isTooSlow) after 20 s. Never call it inside `work`. Some connections of the
 * process are out of its reach (pool.ts), so that ten slow reports leave events and health what they need.
 */
export async function withWorkspace<T>(workspaceId: number, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(workspaceId, work);
    } catch (error) {
      if (!LOST_RACE.test(stateOf(error)) || attempt === ATTEMPTS_MAX) throw error;
      await sleep(2 ** attempt * (1 + Math.random()));
    }
  }
}

async function once<T>(workspaceId: number, work: (tx: Tx) => Promise<T>): Promise<T> {
  const own = seats();
  await own.take(BEGUN_WITHIN_MS);
  try {
    return await transact(workspaceId, work);
  } finally {
    own.leave();
  }
}

function transact<T>(workspaceId: number, work: (tx: Tx) => Promise<T>): Promise<T> {
  return prisma().$transaction(
    async (tx) => {
      await tx.$executeRaw`select set_config('role', 'sojourn_app', true), set_config('sojourn.workspace_id', ${String(workspaceId)}, true),
        set_config('statement_timeout', ${String(STATEMENT_MS)}, true)`;
      return work(tx);
    },
    { timeout: TRANSACTION_MS, maxWait: BEGUN_WITHIN_MS },
  );
}
