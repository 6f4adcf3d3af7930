import { pool } from "@/lib/db/pool";
import { purgeComments } from "./purge-comments";

/** Refused entries that are kept for each journey, the newest. */
const REFUSALS_MAX = 100_000;

const PURGE_REFUSALS = `
  delete from entry_refusals r using (
    select journey_id, subscriber_id, reason, row_number() over (partition by journey_id order by recorded_at desc) as place
    from entry_refusals
  ) kept
  where r.journey_id = kept.journey_id and r.subscriber_id = kept.subscriber_id and r.reason = kept.reason
    and (kept.place > $1 or r.recorded_at < now() - interval '30 days')`;

/**
 * Forgets what is remembered for a time only: message ids and refused entries after 30 days, answers to idempotency keys after 24
 * hours, deleted comments after one. Real time.
 */
export async function purgeExpired(): Promise<{ messages: number; answers: number }> {
  const messages = await pool().query("delete from event_dedupe where received_at < now() - interval '30 days'");
  const answers = await pool().query("delete from idempotency_keys where created_at < now() - interval '24 hours'");
  await pool().query(PURGE_REFUSALS, [REFUSALS_MAX]);
  await pool().query("delete from step_failures where at < now() - interval '1 day'");
  await pool().query("delete from backtests where created_at < now() - interval '30 days'");
  await purgeComments();
  await pool().query("delete from journey_presence where seen_at < now() - interval '1 hour'");
  await pool().query("delete from worker_heartbeats where beat_at < now() - interval '1 day'");
  return { messages: messages.rowCount ?? 0, answers: answers.rowCount ?? 0 };
}
