import { ATTEMPTS_MAX } from "../deliver-batch";
import type { SettledSend } from "../settle-sends";
import type { PushedBrowser } from "./push-request";

/**
 * What a push has come to once this attempt's browsers have answered. Pure. One browser that took it is enough: the person has been told, or
 * will be. `pending` ones are asked again after 2, 4, 8 … minutes (or the wait a push service asked for) until the message would be too
 * old; an unknown outcome is never repeated, because push services know no idempotency key.
 */
export function settlePush(
  browsers: readonly PushedBrowser[],
  { attempt, now, expiresAt, waitMs }: { attempt: number; now: number; expiresAt: number; waitMs?: number | undefined },
): { result: SettledSend["result"]; browsers: PushedBrowser[] } {
  const pending = browsers.filter(({ state }) => state === "pending");
  const dueAt = now + Math.max(2 ** attempt * 60_000, waitMs ?? 0);
  if (pending.length > 0 && attempt < ATTEMPTS_MAX && dueAt < expiresAt)
    return {
      result: { status: "queued", reason: `retrying: ${pending[0]?.reason ?? ""}`, dueAt },
      browsers: [...browsers],
    };
  const over = browsers.map((one): PushedBrowser => (one.state === "pending" ? { ...one, state: "refused" } : one));
  const of = (state: PushedBrowser["state"]) => over.find((one) => one.state === state);
  if (of("accepted")) return { result: { status: "sent", delivered: false }, browsers: over };
  const unknown = of("uncertain");
  if (unknown) return { result: { status: "uncertain", reason: `no_answer: ${unknown.reason ?? ""}` }, browsers: over };
  const refused = of("refused");
  if (!refused)
    return { result: { status: "skipped", reason: "no_browser: every browser has unsubscribed" }, browsers: over };
  const code = pending.length > 0 ? "push_gave_up" : "push_refused";
  return { result: { status: "failed", reason: `${code}: ${refused.reason ?? ""}` }, browsers: over };
}
