import { pool } from "@/lib/db/pool";

/** Forgets what is remembered for a time only: message ids after 30 days, answers to idempotency keys after 24 hours. Real time. */
export async function purgeExpired(): Promise<{ messages: number; answers: number }> {
  const messages = await pool().query("delete from event_dedupe where received_at < now() - interval '30 days'");
  const answers = await pool().query("delete from idempotency_keys where created_at < now() - interval '24 hours'");
  await pool().query("delete from worker_heartbeats where beat_at < now() - interval '1 day'");
  return { messages: messages.rowCount ?? 0, answers: answers.rowCount ?? 0 };
}
