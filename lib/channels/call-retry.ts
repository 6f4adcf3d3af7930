import { stableRandom } from "@/lib/engine/stable-random";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Between ten attempts: 75 hours and a half, the schedule that the Standard Webhooks specification gives. */
const DELAYS_MS = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];
export const CALL_ATTEMPTS_MAX = DELAYS_MS.length + 1;
/** Whoever asks for more patience than this is asked again all the same. */
const RETRY_AFTER_MS_MAX = 24 * HOUR;
/** Calls that failed together do not come back together. */
const SPREAD = 0.1;

/**
 * How long to wait before another attempt of call `id`, in ms; undefined: it was the last. `attempt`: the number of the one
 * that got no answer, from 1. A Retry-After lengthens the wait, never shortens it. Always the same for the same call.
 */
export function callRetryMs(id: string, attempt: number, retryAfterMs = 0): number | undefined {
  const delay = DELAYS_MS[attempt - 1];
  if (delay === undefined) return undefined;
  const spread = 1 + SPREAD * stableRandom(`${id} ${attempt}`);
  return Math.round(Math.max(delay, Math.min(retryAfterMs, RETRY_AFTER_MS_MAX)) * spread);
}
