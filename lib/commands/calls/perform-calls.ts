import type { CallAnswer } from "@/lib/channels/call-answer";
import { callRetryMs } from "@/lib/channels/call-retry";
import { inTransaction } from "@/lib/db/in-transaction";
import { pool } from "@/lib/db/pool";
import type { ClaimedSend } from "@/lib/db/sends.sql";
import { stableRandom } from "@/lib/engine/stable-random";
import type { Instant } from "@/lib/journey/facts";
import type { Json } from "@/lib/journey/json";
import { hintWalk } from "@/lib/queue/hint";
import { log } from "@/lib/queue/log";
import { claimApart } from "../claim-apart";
import { type ShardSetting, timeOfSend } from "../deliver-batch";
import type { DeliverEnvironment } from "../deliver-environment";
import { giveBack } from "../give-back";
import type { SettledSend } from "../settle-sends";
import type { CallChannel, OpenChannel } from "./call-channel";
import { type Call, type ClaimedCalls, claimCalls } from "./claim-calls";
import { learnAnswerFields } from "./learn-answer-fields";
import { settleCall, wakeAsker } from "./settle-call";

/** All of a batch at once: it takes as long as its slowest server. */
const BATCH = 32;

/**
 * Claims one batch of a shard's due calls of one channel and sees it through: at least once, under one stable id. The person who waits
 * at the node is woken with the answer in the transaction that settles the call. Answers how many rows it dealt with.
 */
export async function performCalls<Request>(
  channel: CallChannel<Request>,
  setting: ShardSetting,
  limit: number,
  env: DeliverEnvironment,
): Promise<number> {
  const claimed = await claimApart<ClaimedCalls<Request>>(
    Math.min(limit, BATCH),
    (client, size, saw) => claimCalls(client, channel, setting, size, env, saw),
    async (row, why) => ({
      count: 1,
      calls: [],
      open: await channel.open(pool(), [], env),
      woken: await failUnmade(channel, row, setting, why),
    }),
  );
  if (claimed.woken) hintWalk([setting.shard]);
  await Promise.all(
    claimed.calls.map((call) =>
      performOne(call, claimed.open, setting).catch((error: unknown) =>
        // the row stays 'sending' until its lease runs out and is then called again
        log.error({ err: error, send: call.claimed.id }, `a ${channel.name} call could not be settled`),
      ),
    ),
  );
  return claimed.count;
}

/** A call that cannot be made at all: the person leaves by the error exit. Whether they were woken. */
function failUnmade<Request>(
  channel: CallChannel<Request>,
  row: ClaimedSend,
  setting: ShardSetting,
  why: string,
): Promise<boolean> {
  const result = { status: "failed", reason: `template_error: ${why}` } as const;
  return inTransaction(async (client) => {
    const changed = await settleCall(client, row, setting, { from: "queued", provider: channel.name }, result);
    return changed > 0 && wakeAsker(client, row, setting, false, { error: why });
  });
}

async function performOne<Request>(
  { claimed, nodeId, request, provider, deadline }: Call<Request>,
  open: OpenChannel<Request>,
  setting: ShardSetting,
): Promise<void> {
  const attempt = { ...claimed, attempt: claimed.attempt + 1 };
  const answer = await open.call(claimed.workspace_id, request, claimed.id);
  const held = heldUntil(answer, claimed, timeOfSend(claimed, setting));
  if (held !== undefined) {
    await giveBack(pool(), [attempt], { due: held, reason: "held: the other side asks to wait" });
    return;
  }
  const outcome = outcomeOf(answer, claimed.id, attempt.attempt, timeOfSend(claimed, setting));
  const woken = await inTransaction(async (client) => {
    const changed = await settleCall(client, attempt, setting, { from: "sending", provider }, outcome.result);
    return changed > 0 && outcome.wake !== undefined
      ? wakeAsker(client, claimed, setting, outcome.wake.ok, outcome.wake.value, deadline)
      : false;
  });
  if (woken) hintWalk([setting.shard]);
  if (answer.kind !== "answered" || !answer.ok || !claimed.journey) return;
  const step = { workspaceId: claimed.workspace_id, journeyId: claimed.journey.id, nodeId };
  await learnAnswerFields(step, answer.value).catch((error: unknown) =>
    log.warn({ err: error, send: claimed.id }, "the fields of an answer could not be remembered"),
  );
}

/** Whoever has been turned away for so long is treated as unanswered. */
const HELD_MS_MAX = 75 * 3_600_000;

/** When a call that was turned away unread, because there are too many of us, is to be made again; undefined: it was not. */
function heldUntil(answer: CallAnswer, { created_at, id }: Call<unknown>["claimed"], at: Instant): Instant | undefined {
  if (answer.kind !== "unanswered" || !answer.held || at - created_at > HELD_MS_MAX) return undefined;
  // those who were turned away together come back one after the other
  return at + (answer.retryAfterMs ?? 0) * (1 + stableRandom(id)) + 1_000;
}

type CallOutcome = { result: SettledSend["result"]; wake?: { ok: boolean; value: Json } };

/** What an answer means for the ledger and for the person who waits. Pure. `at`: when the attempt was made, on the workspace's clock. */
export function outcomeOf(answer: CallAnswer, id: string, attempt: number, at: Instant): CallOutcome {
  switch (answer.kind) {
    case "answered":
      return answer.ok
        ? { result: { status: "sent", delivered: false }, wake: { ok: true, value: answer.value } }
        : {
            result: { status: "failed", reason: `request_failed: ${answer.note}`.slice(0, 500) },
            wake: { ok: false, value: answer.value },
          };
    case "refused":
      return {
        result: { status: "failed", reason: `request_refused: ${answer.reason}`.slice(0, 500) },
        wake: { ok: false, value: { error: answer.reason } },
      };
    case "unanswered": {
      const delay = callRetryMs(id, attempt, answer.retryAfterMs);
      if (delay !== undefined)
        return {
          result: { status: "queued", reason: `asked_again: ${answer.reason}`.slice(0, 500), dueAt: at + delay },
        };
      const value = { error: answer.reason, ...(answer.status === undefined ? {} : { status: answer.status }) };
      return {
        result: { status: "failed", reason: `gave_up_calling: ${answer.reason}`.slice(0, 500) },
        wake: { ok: false, value },
      };
    }
  }
}
