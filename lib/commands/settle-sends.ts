import type pg from "pg";
import { SETTLE_SENDS } from "@/lib/db/sends.sql";

/** What became of one attempt. Times in epoch ms. */
export type SettledSend = {
  /** `attempt` is the number the row must still have */
  claimed: { id: string; attempt: number };
  at: number;
  result:
    | { status: "sent"; delivered: boolean; providerMessageId?: string | undefined }
    | { status: "skipped" | "failed" | "uncertain"; reason: string }
    | { status: "queued"; reason: string | null; dueAt: number };
};

/**
 * Commits results with the counters of their nodes. `from: "queued"` settles rows under the claim's own locks and counts the
 * attempt here. Answers how many rows changed: a superseded attempt changes none.
 */
export async function settleSends(
  db: pg.PoolClient | pg.Pool,
  settled: SettledSend[],
  by: { from: "queued" | "sending"; provider: string },
): Promise<number> {
  if (settled.length === 0) return 0;
  const results = settled.map(({ result }) => result);
  const { rowCount } = await db.query(SETTLE_SENDS, [
    settled.map(({ claimed }) => claimed.id),
    settled.map(({ claimed }) => claimed.attempt),
    results.map(({ status }) => status),
    results.map((result) => (result.status === "sent" ? null : result.reason)),
    results.map((result) => (result.status === "sent" ? (result.providerMessageId ?? null) : null)),
    results.map((result) => (result.status === "queued" ? new Date(result.dueAt) : null)),
    settled.map(({ at }) => new Date(at)),
    results.map((result) => result.status === "sent" && result.delivered),
    by.from,
    by.provider,
    by.from === "queued" ? 1 : 0,
  ]);
  return rowCount ?? 0;
}
