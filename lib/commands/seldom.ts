import type { Instant } from "@/lib/journey/facts";
import { log } from "@/lib/queue/log";

/** Something is swept so rarely that sweeping all the time costs at most this share of a connection. */
const SWEEP_SHARE = 0.02;
const SWEEP_EVERY_MS = 60_000;
const nextSweepAt = new Map<string, number>();

/**
 * A part of the minute's sweep, unless it was done too lately for what it costs: gives back what it found, or 0. One that fails keeps no
 * other from being done. `real` is real time.
 */
export async function seldom(key: string, real: Instant, work: () => Promise<number>): Promise<number> {
  if ((nextSweepAt.get(key) ?? 0) > real) return 0;
  const started = performance.now();
  let found = 0;
  try {
    found = await work();
  } catch (error) {
    log.error({ err: error, key }, "a part of the sweep failed; the others go on");
  }
  const tookMs = performance.now() - started;
  nextSweepAt.set(key, real + Math.max(SWEEP_EVERY_MS / 2, tookMs / SWEEP_SHARE));
  return found;
}
