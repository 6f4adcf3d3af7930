import type { Instant } from "@/lib/journey/facts";
import { log } from "@/lib/queue/log";
import { pool } from "./pool";

/** A machine's clock may differ from the database's by this much before it is no longer believed. */
const SKEW_MAX_MS = 1_000;
/** A slower answer says too little about the time. */
const ANSWER_WITHIN_MS = 500;

/** A moment, and what this process's steady clock showed then. */
type Anchor = { at: Instant; mark: number };

declare global {
  var __sojournAnchor: Anchor | undefined;
}

/**
 * Real time, the same for all processes: this machine's clock as long as it agrees with the database's, else the latter's. Between two
 * syncs it runs on with a clock that nobody sets, so that a clock that jumps moves nobody. Before the first sync: this machine's clock.
 * Kept on globalThis because Next bundles its routes apart from the server that hosts them.
 */
export function realNow(): Instant {
  const anchor = globalThis.__sojournAnchor;
  return anchor ? Math.round(anchor.at + performance.now() - anchor.mark) : Date.now();
}

/** Compares this process's time with the database's and follows the latter when they differ by a second or more. Rejects when the database does. */
export async function syncClock(): Promise<void> {
  const asked = performance.now();
  const { rows } = await pool().query<{ at: number }>(
    "select (extract(epoch from clock_timestamp()) * 1000)::float8 as at",
  );
  const mark = performance.now();
  const [row] = rows;
  if (!row || mark - asked > ANSWER_WITHIN_MS) return;
  const theirs = row.at + (mark - asked) / 2;
  const skewMs = Math.round(realNow() - theirs);
  if (Math.abs(skewMs) < SKEW_MAX_MS) globalThis.__sojournAnchor ??= { at: Date.now(), mark };
  else {
    globalThis.__sojournAnchor = { at: theirs, mark };
    log.warn({ skewMs }, "this machine's clock and the database's differ; the database's counts");
  }
}
