import type { Instant } from "@/lib/journey/facts";
import type { Effect } from "@/lib/journey/outcome";
import { addDuration } from "@/lib/journey/time";
import type { Walked } from "./walked";

/**
 * Until when a mail that a walk decides at `at` may be handed over for the first time; null: however late. Counted from when it was to go out: a
 * live worker that catches up walks people later than they were due, and by that much the mail is late already. Days have 24 hours.
 */
export function expiryOf({ row, now }: Pick<Walked, "row" | "now">, at: Instant, effect: Effect): Instant | null {
  if (effect.kind !== "send_email" || effect.ttl === undefined) return null;
  const lateMs = Math.max(now - row.due_at, 0);
  return addDuration(at - lateMs, effect.ttl, "UTC");
}
