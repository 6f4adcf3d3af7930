import type pg from "pg";
import { HAND_OVER_MS_MAX } from "@/lib/channels/provider";
import { sendPush } from "@/lib/channels/push/send-push";
import { type VapidKeys, vapidAuthorization } from "@/lib/channels/push/vapid";
import { inTransaction } from "@/lib/db/in-transaction";
import { pool } from "@/lib/db/pool";
import { FORGET_BROWSERS, KEEP_PUSH_OUTCOMES, PUSH_BLOCKED_SINCE_CLAIM } from "@/lib/db/push.sql";
import { faultPoint } from "@/lib/queue/fault-point";
import { log } from "@/lib/queue/log";
import { claimApart } from "../claim-apart";
import { CHECK_AGAIN_AFTER_MS, LEASE_MS, type ShardSetting, timeOfSend } from "../deliver-batch";
import type { DeliverEnvironment } from "../deliver-environment";
import { giveBack } from "../give-back";
import { type SettledSend, settleSends } from "../settle-sends";
import { type ClaimedPushes, claimPushes, type Push } from "./claim-pushes";
import type { PushedBrowser } from "./push-request";
import { settlePush } from "./settle-push";

/** Claimed at once: in a sandbox the Inbox takes them in bulk, else each is handed to push services within the lease. */
const CAPTURED_BATCH = 250;
const BATCH = 40;
const CONCURRENCY = 10;

/**
 * Claims one batch of due pushes of a shard and sees it through: at most once for each browser, like a mail over SMTP. Answers how many rows it
 * dealt with.
 */
export async function deliverPushes(setting: ShardSetting, limit: number, env: DeliverEnvironment): Promise<number> {
  const claimedAt = performance.now();
  const batch = setting.mode === "sandbox" ? CAPTURED_BATCH : BATCH;
  const { count, pushes } = await claimApart<ClaimedPushes>(
    Math.min(limit, batch),
    (client, size, saw) => claimPushes(client, setting, size, env, saw),
    async (claimed, why) => {
      const result = { status: "failed", reason: `template_error: ${why}` } as const;
      const at = timeOfSend(claimed, setting);
      await settleSends(pool(), [{ claimed, at, result }], { from: "queued", provider: "webpush" });
      return { count: 1, pushes: [] };
    },
  );
  const queue = [...pushes];
  const isOver = () => env.stopping?.aborted === true;
  const lane = async () => {
    for (let next = isOver() ? undefined : queue.shift(); next; next = isOver() ? undefined : queue.shift())
      await handOver(next, claimedAt, env).catch((error: unknown) =>
        // the row stays 'sending' and its lease runs out: the sweep decides
        log.error({ err: error, send: next?.claimed.id }, "a push could not be settled"),
      );
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, lane));
  await giveBack(
    pool(),
    queue.map(({ claimed: { id, attempt } }) => ({ id, attempt: attempt + 1 })),
  );
  return count;
}

async function handOver(push: Push, claimedAt: number, env: DeliverEnvironment): Promise<void> {
  const { claimed, request } = push;
  const attempt = { ...claimed, attempt: claimed.attempt + 1 };
  const settle = (client: pg.PoolClient | pg.Pool, result: SettledSend["result"]) =>
    settleSends(client, [{ claimed: attempt, at: env.realNow(), result }], { from: "sending", provider: "webpush" });
  const waited = performance.now() - claimedAt;
  if (waited > LEASE_MS - HAND_OVER_MS_MAX) {
    await settle(pool(), { status: "queued", reason: claimed.reason, dueAt: env.realNow() });
    return;
  }
  if (waited > CHECK_AGAIN_AFTER_MS && (await blockedSinceClaim(claimed.id))) {
    await settle(pool(), { status: "skipped", reason: "push_suppressed" });
    return;
  }
  faultPoint("before_handover");
  const { browsers, waitMs } = await askBrowsers(push, env);
  faultPoint("after_handover");
  const settled = settlePush(browsers, {
    attempt: attempt.attempt,
    now: env.realNow(),
    expiresAt: claimed.created_at + request.ttl_ms,
    waitMs,
  });
  const gone = browsers.filter(({ state }) => state === "gone").map(({ id }) => id);
  await inTransaction(async (client) => {
    await client.query(KEEP_PUSH_OUTCOMES, [
      claimed.id,
      attempt.attempt,
      JSON.stringify({ ...request, browsers: settled.browsers }),
    ]);
    await settle(client, settled.result);
    if (gone.length > 0) await client.query(FORGET_BROWSERS, [gone]);
  });
  faultPoint("after_result_commit");
}

/** All browsers of the person at once; each answers for itself. */
async function askBrowsers(
  push: Push,
  env: DeliverEnvironment,
): Promise<{ browsers: PushedBrowser[]; waitMs?: number }> {
  const answers = await Promise.all(push.request.browsers.map((browser) => askBrowser(browser, push, env)));
  const waits = answers.flatMap(({ waitMs }) => waitMs ?? []);
  return { browsers: answers.map(({ browser }) => browser), ...(waits.length > 0 && { waitMs: Math.max(...waits) }) };
}

async function askBrowser(
  browser: PushedBrowser,
  { claimed, request, targets, keys, contact }: Push,
  env: DeliverEnvironment,
): Promise<{ browser: PushedBrowser; waitMs?: number }> {
  const target = targets.get(browser.id);
  if (browser.state !== "pending" || !target) return { browser };
  const now = env.realNow();
  const answer = await sendPush({
    target,
    message: { ...request, ttlS: (claimed.created_at + request.ttl_ms - now) / 1_000 },
    authorization: authorization(keys, target.endpoint, contact, now),
    now,
    allowPrivate: env.webhookAllowPrivate,
  });
  switch (answer.kind) {
    case "accepted":
    case "gone":
      return { browser: { id: browser.id, name: browser.name, state: answer.kind } };
    case "uncertain":
      return { browser: { ...browser, state: "uncertain", reason: answer.reason } };
    case "refused":
      return {
        browser: { ...browser, state: answer.permanent ? "refused" : "pending", reason: answer.reason },
        ...(answer.retryAfterMs === undefined ? {} : { waitMs: answer.retryAfterMs }),
      };
  }
}

/** A signature is good for hours and for a whole push service: made once an hour for each. */
const signed = new Map<string, string>();
const SIGNED_MAX = 1_000;
const HOUR_MS = 3_600_000;

function authorization(keys: VapidKeys, endpoint: string, contact: string, now: number): string {
  const hour = Math.floor(now / HOUR_MS);
  const key = `${keys.publicKey} ${new URL(endpoint).origin} ${contact} ${hour}`;
  const known = signed.get(key);
  if (known !== undefined) return known;
  if (signed.size > SIGNED_MAX) signed.clear();
  const made = vapidAuthorization(keys, endpoint, contact, now);
  signed.set(key, made);
  return made;
}

async function blockedSinceClaim(sendId: string): Promise<boolean> {
  const { rows } = await pool().query<{ blocked: boolean }>(PUSH_BLOCKED_SINCE_CLAIM, [sendId]);
  return rows[0]?.blocked ?? false;
}
