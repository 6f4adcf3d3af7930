import type pg from "pg";
import { parseMailbox } from "@/lib/channels/address";
import type { OutgoingMessage } from "@/lib/channels/provider";
import type { VapidKeys } from "@/lib/channels/push/vapid";
import { READ_BROWSERS } from "@/lib/db/push.sql";
import { CLAIM_PUSHES, type ClaimedSend, KEEP_REQUESTS } from "@/lib/db/sends.sql";
import { MARK_CALLING } from "@/lib/db/webhooks.sql";
import { senderOf } from "../decide-send";
import { LEASE_MS, type ShardSetting, timeOfSend } from "../deliver-batch";
import type { DeliverEnvironment } from "../deliver-environment";
import { loadSendContext, type SenderWorkspace } from "../load-send-context";
import { putOffSends } from "../put-off-sends";
import { type SettledSend, settleSends } from "../settle-sends";
import { storeMessages } from "../store-messages";
import { type Browser, decidePush } from "./decide-push";
import { openPushKeys } from "./push-keys";
import type { PushRequest } from "./push-request";

/** One push that is to be handed over now. */
export type Push = {
  claimed: ClaimedSend;
  request: PushRequest;
  /** by the id of the browser */
  targets: ReadonlyMap<string, Browser>;
  keys: VapidKeys;
  /** whom a push service may write to about it: mailto: */
  contact: string;
};

export type ClaimedPushes = { count: number; pushes: Push[] };

type Written = { claimed: ClaimedSend; request: PushRequest; message: OutgoingMessage | undefined };

/**
 * Claims a shard's due pushes inside the caller's transaction and settles those that are not handed over. A sandbox keeps all of them in the
 * Inbox. The rest is 'sending' under a new attempt.
 */
export async function claimPushes(
  client: pg.PoolClient,
  setting: ShardSetting,
  limit: number,
  env: DeliverEnvironment,
  saw: (rows: readonly ClaimedSend[]) => void,
): Promise<ClaimedPushes> {
  const { rows } = await client.query<ClaimedSend>(CLAIM_PUSHES, [setting.shard, new Date(setting.now), limit]);
  saw(rows);
  if (rows.length === 0) return { count: 0, pushes: [] };
  const { workspaces, versions, unreadable } = await loadSendContext(client, rows);
  const browsers = await readBrowsers(client, rows);
  const captured = setting.mode === "sandbox";
  const keys = captured ? new Map<number, VapidKeys>() : await openPushKeys([...workspaces.keys()], env.secret, client);
  const settled: SettledSend[] = [];
  const putOff: ClaimedSend[] = [];
  const written: Written[] = [];
  const kept: Written[] = [];
  const pushes: Push[] = [];
  for (const claimed of rows) {
    const workspace = workspaces.get(claimed.workspace_id);
    if (!workspace) continue; // deleted this moment; its rows go with it
    const at = timeOfSend(claimed, setting);
    const settle = (result: SettledSend["result"]) => settled.push({ claimed, at, result });
    const own = browsers.get(claimed.subscriber_id) ?? [];
    if (!claimed.request && unreadable.has(claimed.version_id ?? -1)) {
      putOff.push(claimed);
      continue;
    }
    const version = versions.get(claimed.version_id ?? -1);
    const decision = decidePush(claimed, own, { version, workspace, at, env });
    switch (decision.kind) {
      case "put_off":
        putOff.push(claimed);
        break;
      case "skip":
        settle({ status: "skipped", reason: decision.reason });
        break;
      case "fail":
        settle({ status: "failed", reason: decision.reason });
        break;
      case "dry_run":
        kept.push({ claimed, ...decision });
        settle({ status: "skipped", reason: "dry_run" });
        break;
      case "push": {
        const pair = keys.get(claimed.workspace_id);
        if (captured) {
          kept.push({ claimed, ...decision });
          settle({ status: "sent", delivered: true });
        } else if (!pair) settle({ status: "failed", reason: "push_keys: the workspace's keys cannot be opened" });
        else {
          written.push({ claimed, ...decision });
          const targets = new Map(own.map((one) => [one.id, one]));
          pushes.push({ claimed, request: decision.request, targets, keys: pair, contact: contactOf(workspace, env) });
        }
      }
    }
  }
  await putOffSends(client, putOff, setting.now);
  await write(client, kept, written);
  await settleSends(client, settled, { from: "queued", provider: captured ? "inbox" : "webpush" });
  return { count: rows.length, pushes };
}

async function readBrowsers(client: pg.PoolClient, rows: readonly ClaimedSend[]): Promise<Map<string, Browser[]>> {
  const people = [...new Set(rows.map(({ subscriber_id }) => subscriber_id))];
  const found = await client.query<Browser & { subscriber_id: string }>(READ_BROWSERS, [people]);
  return Map.groupBy(found.rows, ({ subscriber_id }) => subscriber_id);
}

async function write(client: pg.PoolClient, kept: readonly Written[], written: readonly Written[]): Promise<void> {
  const ids = (all: readonly Written[]) => all.map(({ claimed }) => claimed.id);
  const requests = (all: readonly Written[]) => all.map(({ request }) => JSON.stringify(request));
  const fresh = [...kept, ...written].flatMap(({ claimed, message }) =>
    message && claimed.stored === null ? [{ claimed, message }] : [],
  );
  await storeMessages(client, fresh);
  if (kept.length > 0) await client.query(KEEP_REQUESTS, [ids(kept), requests(kept)]);
  if (written.length > 0)
    await client.query(MARK_CALLING, [ids(written), requests(written), LEASE_MS, written.map(() => "webpush")]);
}

function contactOf(workspace: SenderWorkspace, env: DeliverEnvironment): string {
  return `mailto:${parseMailbox(senderOf(workspace, env))?.address ?? "no-reply@sojourn.example"}`;
}
