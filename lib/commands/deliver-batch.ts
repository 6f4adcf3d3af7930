import type pg from "pg";
import { suppressionKey } from "@/lib/channels/address";
import { type EmailProvider, HAND_OVER_MS_MAX, type HandOver, type OutgoingMessage } from "@/lib/channels/provider";
import { pool } from "@/lib/db/pool";
import { BLOCKED_SINCE_CLAIM, type ClaimedSend, MARK_SENDING, NOTE_SENDS, WEAK_SUPPRESSIONS } from "@/lib/db/sends.sql";
import { stableRandom } from "@/lib/engine/stable-random";
import { faultPoint } from "@/lib/queue/fault-point";
import { log } from "@/lib/queue/log";
import { claimApart } from "./claim-apart";
import type { DecidedSend } from "./decide-send";
import { suppressionReason } from "./decide-send";
import type { DeliverEnvironment } from "./deliver-environment";
import { giveBack } from "./give-back";
import { holdProvider, providerHeldUntil } from "./provider-hold";
import { putOffSends } from "./put-off-sends";
import { type SettledSend, settleSends } from "./settle-sends";
import { storeMessages } from "./store-messages";
import { takeMailTurns } from "./take-mail-turns";

/** Claimed at once: the Inbox takes them in bulk, a network provider one by one and within the lease. */
const INBOX_BATCH = 250;
const NETWORK_BATCH = 40;
const NETWORK_CONCURRENCY = 10;
/** Real time. A hand-over is begun only while at least HAND_OVER_MS_MAX of it is left. */
export const LEASE_MS = 3 * HAND_OVER_MS_MAX;
/** A mail whose turn comes later than this after its claim is checked once more (promise 9: 5 s). */
export const CHECK_AGAIN_AFTER_MS = 2_000;
/** For so long a mail waits for a provider that takes none at all; after that its attempts are counted. */
const HELD_MS_MAX = 75 * 3_600_000;

/** What goes by mail: to the person, or to the team about them. */
export type MailChannel = {
  claim: (client: pg.PoolClient, setting: ShardSetting, limit: number) => Promise<ClaimedSend[]>;
  /** says of each claimed mail what is to become of it */
  decide: (
    client: pg.PoolClient,
    rows: ClaimedSend[],
    setting: ShardSetting,
    env: DeliverEnvironment,
  ) => Promise<DecidedSend[]>;
};

/** What a drain knows about its shard: its clock and who takes its mail. */
export type ShardSetting = { shard: number; mode: string; now: number };

type ToSend = { claimed: ClaimedSend; message: OutgoingMessage; note?: string | undefined };
type Claimed = { count: number; toSend: ToSend[] };

/**
 * Claims one batch of due mail of a shard and sees it through. Answers how many rows it dealt with; fewer than asked for means
 * nothing more is due, or that the provider takes nothing for the moment.
 */
export async function deliverBatch(
  channel: MailChannel,
  setting: ShardSetting,
  limit: number,
  env: DeliverEnvironment,
): Promise<number> {
  const provider = env.providers.forMode(setting.mode);
  const inbox = provider.name === "inbox";
  if (providerHeldUntil(provider, env.realNow()) !== undefined) return 0;
  const claimedAt = performance.now();
  const { count, toSend } = await claimApart<Claimed>(
    Math.min(limit, inbox ? INBOX_BATCH : NETWORK_BATCH),
    async (client, size, saw) => {
      const rows = await channel.claim(client, setting, size);
      saw(rows);
      return claim(client, channel, rows, setting, provider, env);
    },
    async (claimed, why) => {
      const result = { status: "failed", reason: `template_error: ${why}` } as const;
      const at = timeOfSend(claimed, setting);
      await settleSends(pool(), [{ claimed, at, result }], { from: "queued", provider: provider.name });
      return { count: 1, toSend: [] };
    },
  );
  if (inbox) {
    if (toSend.length > 0) faultPoint("after_result_commit");
    return count;
  }
  await handOverAll(toSend, provider, setting, claimedAt, env);
  return count;
}

async function claim(
  client: pg.PoolClient,
  channel: MailChannel,
  rows: ClaimedSend[],
  setting: ShardSetting,
  provider: EmailProvider,
  env: DeliverEnvironment,
): Promise<Claimed> {
  if (rows.length === 0) return { count: 0, toSend: [] };
  const toSend: ToSend[] = [];
  const kept: ToSend[] = [];
  const settled: SettledSend[] = [];
  const putOff: ClaimedSend[] = [];
  for (const { claimed, decision } of await channel.decide(client, rows, setting, env)) {
    const at = timeOfSend(claimed, setting);
    switch (decision.kind) {
      case "message":
        toSend.push({ claimed, message: decision.message, note: decision.note });
        break;
      case "dry_run":
        kept.push({ claimed, message: decision.message, note: decision.note });
        settled.push({ claimed, at, result: { status: "skipped", reason: "dry_run" } });
        break;
      case "keep":
        kept.push({ claimed, message: decision.message });
        settled.push({ claimed, at, result: { status: "sent", delivered: false } });
        break;
      case "put_off":
        putOff.push(claimed);
        break;
      case "skip":
        settled.push({ claimed, at, result: { status: "skipped", reason: decision.reason } });
        break;
      case "uncertain":
        settled.push({ claimed, at, result: { status: "uncertain", reason: decision.reason } });
        break;
    }
  }
  await putOffSends(client, putOff, setting.now);
  const inbox = provider.name === "inbox";
  const going = inbox ? toSend : await takeMailTurns(client, toSend, env.realNow());
  await keepFresh(client, [...going, ...kept]);
  if (inbox) {
    // the row in message_contents is the hand-over: it commits with its result or not at all
    for (const { claimed } of going)
      settled.push({ claimed, at: timeOfSend(claimed, setting), result: { status: "sent", delivered: true } });
    if (going.length > 0) faultPoint("before_result_commit");
  } else if (going.length > 0)
    await client.query(MARK_SENDING, [going.map(({ claimed }) => claimed.id), provider.name, LEASE_MS]);
  await settleSends(client, settled, { from: "queued", provider: provider.name });
  faultPoint("before_claim_commit");
  return { count: rows.length, toSend: going };
}

/** Live: now. In a sandbox the send's own virtual time, however far the clock has been moved past it. */
export function timeOfSend(claimed: ClaimedSend, setting: ShardSetting): number {
  return setting.mode === "sandbox" ? Math.max(claimed.due_at, claimed.created_at) : setting.now;
}

async function keepFresh(client: pg.PoolClient, toSend: ToSend[]): Promise<void> {
  const fresh = toSend.filter(({ claimed }) => claimed.stored === null);
  await storeMessages(client, fresh);
  const noted = fresh.filter(({ note }) => note !== undefined);
  if (noted.length > 0)
    await client.query(NOTE_SENDS, [noted.map(({ claimed }) => claimed.id), noted.map(({ note }) => note)]);
}

/**
 * Bounded concurrency; each result is committed as soon as it is known, so a crash leaves few in doubt. Nothing more is begun once the
 * worker stops or the provider has said that it takes nothing: the rest is queued as before.
 */
async function handOverAll(
  toSend: ToSend[],
  provider: EmailProvider,
  setting: ShardSetting,
  claimedAt: number,
  env: DeliverEnvironment,
): Promise<void> {
  const queue = [...toSend];
  const isOver = () => env.stopping?.aborted === true || providerHeldUntil(provider, env.realNow()) !== undefined;
  const lane = async () => {
    for (let next = isOver() ? undefined : queue.shift(); next; next = isOver() ? undefined : queue.shift())
      await handOverOne(next, provider, setting, claimedAt, env).catch((error: unknown) =>
        // the row stays 'sending' and its lease runs out: the sweep decides
        log.error({ err: error, send: next?.claimed.id }, "a hand-over could not be settled"),
      );
  };
  await Promise.all(Array.from({ length: NETWORK_CONCURRENCY }, lane));
  await giveBack(
    pool(),
    queue.map(({ claimed: { id, attempt } }) => ({ id, attempt: attempt + 1 })),
  );
}

async function handOverOne(
  { claimed, message }: ToSend,
  provider: EmailProvider,
  setting: ShardSetting,
  claimedAt: number,
  env: DeliverEnvironment,
): Promise<void> {
  const attempt = { ...claimed, attempt: claimed.attempt + 1 };
  const settle = (result: SettledSend["result"]) =>
    settleSends(pool(), [{ claimed: attempt, at: setting.mode === "sandbox" ? setting.now : env.realNow(), result }], {
      from: "sending",
      provider: provider.name,
    });
  const waited = performance.now() - claimedAt;
  if (waited > LEASE_MS - HAND_OVER_MS_MAX) {
    await settle({ status: "queued", reason: claimed.reason, dueAt: env.realNow() });
    return;
  }
  const blocked = waited > CHECK_AGAIN_AFTER_MS ? await blockedSinceClaim(claimed, message.to) : undefined;
  if (blocked !== undefined) {
    await settle({ status: "skipped", reason: suppressionReason(blocked) });
    return;
  }
  faultPoint("before_handover");
  const answer = await provider.send(message, claimed.id);
  faultPoint("after_handover");
  const held = heldUntil(answer, claimed, env.realNow());
  if (held !== undefined) {
    holdProvider(provider, held.until);
    await giveBack(pool(), [attempt], held);
    return;
  }
  const result = resultOf(answer, provider, attempt, env.realNow());
  faultPoint("before_result_commit");
  const changed = await settle(result);
  faultPoint("after_result_commit");
  if (changed === 0)
    log.warn(
      { send: claimed.id, attempt: attempt.attempt, answer: answer.kind },
      "a superseded attempt was not counted",
    );
}

/** Why a mail that was claimed seconds ago must not go out any more; undefined: it may. */
async function blockedSinceClaim({ id, enrollment_id, person }: ClaimedSend, to: string): Promise<string | undefined> {
  // What no journey sends may go to another address than the person's.
  const keys = [to, (enrollment_id !== null && person?.email) || to].map(suppressionKey);
  const { rows } = await pool().query<{ reason: string }>(BLOCKED_SINCE_CLAIM, [id, keys, WEAK_SUPPRESSIONS]);
  return rows[0]?.reason;
}

/** Of a mail that was turned away unread: until when the provider takes none, when this one is due and what is said of it. Undefined: it was not. */
function heldUntil(answer: HandOver, { id, created_at }: ClaimedSend, now: number) {
  if (answer.kind !== "refused" || answer.heldMs === undefined || now - created_at > HELD_MS_MAX) return undefined;
  const until = now + answer.heldMs;
  // those who were turned away together come back one after the other
  const due = until + Math.min(answer.heldMs, 10_000) * stableRandom(id);
  return { until, due, reason: `held: ${answer.reason}` };
}

/** 2, 4, 8 … 128 minutes between eight attempts: a little over four hours. */
export const ATTEMPTS_MAX = 8;

/** What an answer means for the ledger. Pure. */
export function resultOf(
  answer: HandOver,
  provider: Pick<EmailProvider, "idempotent">,
  { attempt, reason }: Pick<ClaimedSend, "attempt" | "reason">,
  now: number,
): SettledSend["result"] {
  // whoever once gave no answer may have taken the mail, whatever they say of a repeat
  const mayBeOut = answer.kind === "uncertain" || reason?.startsWith("unanswered") === true;
  if (answer.kind === "accepted")
    return { status: "sent", delivered: false, providerMessageId: answer.providerMessageId };
  if (answer.kind === "uncertain" && !provider.idempotent)
    return { status: "uncertain", reason: `no_answer: ${answer.reason}` };
  if (answer.kind === "refused" && answer.permanent) return { status: "failed", reason: `refused: ${answer.reason}` };
  if (attempt >= ATTEMPTS_MAX)
    return mayBeOut
      ? { status: "uncertain", reason: `no_answer: ${answer.reason}` }
      : { status: "failed", reason: `gave_up: ${answer.reason}` };
  return {
    status: "queued",
    reason: `${mayBeOut ? "unanswered" : "retrying"}: ${answer.reason}`,
    dueAt: now + 2 ** attempt * 60_000,
  };
}
