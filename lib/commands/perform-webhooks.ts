import type pg from "pg";
import { callWebhook, type WebhookAnswer, webhookSigningKey } from "@/lib/channels/call-webhook";
import { fillWebhookRequest, type WebhookRequest, webhookRequestSchema } from "@/lib/channels/webhook-request";
import { inTransaction } from "@/lib/db/in-transaction";
import { BEGIN_DELIVERY, CLAIM_SENDS, type ClaimedSend, KEEP_REQUESTS, PUT_OFF } from "@/lib/db/sends.sql";
import { MARK_CALLING } from "@/lib/db/webhooks.sql";
import { fillLiquid } from "@/lib/email/fill-liquid";
import { templateContext } from "@/lib/email/template-context";
import type { Facts } from "@/lib/journey/facts";
import type { Json } from "@/lib/journey/json";
import { hintWalk } from "@/lib/queue/hint";
import { log } from "@/lib/queue/log";
import { isDry, orphanedBy } from "./decide-send";
import { LEASE_MS, PAUSED_LOOK_AGAIN_MS, type ShardSetting, timeOfSend } from "./deliver-batch";
import type { DeliverEnvironment } from "./deliver-environment";
import { loadSendContext, type SendContext, sendFacts } from "./load-send-context";
import { type SettledSend, settleSends } from "./settle-sends";
import { wakeWithResult } from "./wake-with-result";

/** All of a batch at once: it takes as long as its slowest server, 15 s at most. */
const BATCH = 32;
/** After these the person stops waiting and leaves by the error port. */
const RETRY_DELAYS_MS = [10_000, 60_000, 300_000];

type Call = { claimed: ClaimedSend; request: WebhookRequest };
type Decision =
  | { kind: "call" | "dry_run"; request: WebhookRequest }
  | { kind: "put_off" }
  | { kind: "skip"; reason: string }
  | { kind: "fail"; reason: string };

/**
 * Claims one batch of due webhook calls of a shard and sees it through: at least once, under one stable id. The person who waits
 * at the node is woken with the answer in the transaction that settles the call. Answers how many rows it dealt with.
 */
export async function performWebhooks(setting: ShardSetting, limit: number, env: DeliverEnvironment): Promise<number> {
  const { count, calls, woken } = await inTransaction(
    (client) => claim(client, setting, Math.min(limit, BATCH)),
    BEGIN_DELIVERY,
  );
  if (woken) hintWalk([setting.shard]);
  await Promise.all(
    calls.map((call) =>
      performOne(call, setting, env).catch((error: unknown) =>
        // the row stays 'sending' until its lease runs out and is then called again
        log.error({ err: error, send: call.claimed.id }, "a webhook call could not be settled"),
      ),
    ),
  );
  return count;
}

async function claim(client: pg.PoolClient, setting: ShardSetting, limit: number) {
  const { rows } = await client.query<ClaimedSend>(CLAIM_SENDS, [
    setting.shard,
    new Date(setting.now),
    limit,
    "webhook",
  ]);
  const calls: Call[] = [];
  const dry: Call[] = [];
  const putOff: string[] = [];
  let woken = false;
  const context: SendContext =
    rows.length > 0 ? await loadSendContext(client, rows) : { workspaces: new Map(), versions: new Map() };
  for (const claimed of rows) {
    const decision = decide(claimed, context, timeOfSend(claimed, setting));
    switch (decision.kind) {
      case "call":
        calls.push({ claimed, request: decision.request });
        break;
      case "put_off":
        putOff.push(claimed.id);
        break;
      case "dry_run":
        dry.push({ claimed, request: decision.request });
        await settle(client, claimed, setting, "queued", { status: "skipped", reason: "dry_run" });
        // as a simulation has it: the server said yes, and nothing more
        woken = (await wake(client, claimed, setting, true, {})) || woken;
        break;
      case "skip":
        await settle(client, claimed, setting, "queued", { status: "skipped", reason: decision.reason });
        break;
      case "fail":
        await settle(client, claimed, setting, "queued", { status: "failed", reason: decision.reason });
        woken = (await wake(client, claimed, setting, false, { error: decision.reason })) || woken;
        break;
    }
  }
  if (putOff.length > 0) await client.query(PUT_OFF, [putOff, new Date(setting.now + PAUSED_LOOK_AGAIN_MS)]);
  if (dry.length > 0)
    await client.query(KEEP_REQUESTS, [
      dry.map(({ claimed }) => claimed.id),
      dry.map(({ request }) => JSON.stringify(request)),
    ]);
  if (calls.length > 0)
    await client.query(MARK_CALLING, [
      calls.map(({ claimed }) => claimed.id),
      calls.map(({ request }) => JSON.stringify(request)),
      LEASE_MS,
    ]);
  return { count: rows.length, calls, woken };
}

function decide(claimed: ClaimedSend, { workspaces, versions }: SendContext, at: number): Decision {
  const orphaned = orphanedBy(claimed);
  if (orphaned) return { kind: "skip", reason: orphaned };
  if (claimed.journey?.status === "paused") return { kind: "put_off" };
  const stored = webhookRequestSchema.safeParse(claimed.request);
  const kind = isDry(claimed) ? "dry_run" : "call";
  if (stored.success) return { kind, request: stored.data };
  const version = versions.get(claimed.version_id ?? -1);
  const workspace = workspaces.get(claimed.workspace_id);
  const facts = version && workspace ? sendFacts(claimed, version, workspace) : undefined;
  if (!version || !facts) return { kind: "skip", reason: "erased" };
  const template = templateContext(facts, at);
  const { id: nodeId, config } = version.compiled.node(version.compiled.idAt(claimed.node));
  const filled = fillWebhookRequest(config, (text) => fillLiquid(text, template), personAndEvent(facts, nodeId));
  return filled.ok
    ? { kind, request: filled.request }
    : { kind: "fail", reason: `template_error: ${filled.error}`.slice(0, 500) };
}

/** What a webhook without a body of its own says. */
function personAndEvent({ subscriber, trigger, run, journey }: Facts, nodeId: string): Json {
  const { id: _id, created_at, ...person } = subscriber;
  return {
    subscriber: { ...person, created_at: new Date(created_at).toISOString() },
    event: { name: run.event?.event ?? trigger.event ?? null, properties: run.event?.properties ?? trigger.properties },
    journey: { id: journey.id, name: journey.name, version: journey.version, node_id: nodeId },
  };
}

async function performOne({ claimed, request }: Call, setting: ShardSetting, env: DeliverEnvironment): Promise<void> {
  const attempt = { ...claimed, attempt: claimed.attempt + 1 };
  const answer = await callWebhook({
    id: claimed.id,
    request,
    signingKey: webhookSigningKey(env.secret, claimed.workspace_id),
    now: env.realNow(),
    allowPrivate: env.webhookAllowPrivate,
  });
  const outcome = outcomeOf(answer, attempt.attempt, setting.now);
  const woken = await inTransaction(async (client) => {
    const changed = await settle(client, attempt, setting, "sending", outcome.result);
    return changed > 0 && outcome.wake !== undefined
      ? wake(client, claimed, setting, outcome.wake.ok, outcome.wake.value)
      : false;
  });
  if (woken) hintWalk([setting.shard]);
}

type CallOutcome = { result: SettledSend["result"]; wake?: { ok: boolean; value: Json } };

/** What an answer means for the ledger and for the person who waits. Pure. `now` is the shard's clock. */
export function outcomeOf(answer: WebhookAnswer, attempt: number, now: number): CallOutcome {
  switch (answer.kind) {
    case "answered": {
      const ok = answer.status < 400;
      const value = answerValue(answer.status, answer.body);
      return ok
        ? { result: { status: "sent", delivered: false }, wake: { ok, value } }
        : { result: { status: "failed", reason: `request_failed: answered ${answer.status}` }, wake: { ok, value } };
    }
    case "refused":
      return {
        result: { status: "failed", reason: `request_refused: ${answer.reason}` },
        wake: { ok: false, value: { error: answer.reason } },
      };
    case "unanswered": {
      const delay = RETRY_DELAYS_MS[attempt - 1];
      if (delay !== undefined)
        return { result: { status: "queued", reason: `unanswered: ${answer.reason}`, dueAt: now + delay } };
      const value = { error: answer.reason, ...(answer.status === undefined ? {} : { status: answer.status }) };
      return {
        result: { status: "failed", reason: `request_failed: ${answer.reason}` },
        wake: { ok: false, value },
      };
    }
  }
}

/** `run.<node>.status` and `.body`; fields of an answer that is a JSON object also stand directly under `run.<node>`. */
function answerValue(status: number, body: Json): Json {
  const fields = body !== null && typeof body === "object" && !Array.isArray(body) ? body : {};
  return { status, body, ...fields };
}

function settle(
  client: pg.PoolClient,
  claimed: ClaimedSend,
  setting: ShardSetting,
  from: "queued" | "sending",
  result: SettledSend["result"],
): Promise<number> {
  return settleSends(client, [{ claimed, at: timeOfSend(claimed, setting), result }], { from, provider: "webhook" });
}

async function wake(
  client: pg.PoolClient,
  claimed: ClaimedSend,
  setting: ShardSetting,
  ok: boolean,
  value: Json,
): Promise<boolean> {
  if (claimed.enrollment_id === null) return false;
  const asking = {
    enrollmentId: claimed.enrollment_id,
    subscriberId: claimed.subscriber_id,
    shard: setting.shard,
    visit: claimed.visit,
  };
  return wakeWithResult(client, asking, { by: "result", ok, value, at: setting.now }, setting.now);
}
