import type { PushSubscribe } from "@/lib/api/schemas/push";
import { urlRefusal } from "@/lib/channels/public-address";
import { arePushKeys } from "@/lib/channels/push/encrypt-push";
import { pool } from "@/lib/db/pool";
import { uuidV7 } from "@/lib/db/uuid-v7";
import { browserName } from "@/lib/journey/browser-name";
import { ingestEvents } from "../ingest-events";

export type SubscribedBrowser =
  | { ok: true; id: string; created: boolean }
  | { ok: false; path: string; message: string };

/** So many browsers of one person are kept; the oldest makes room. */
const BROWSERS_MAX = 20;

/**
 * Takes a browser's push subscription for a person, who is made when nobody is known by that id, and records `push_subscribed` for a new
 * one. The same browser again is the same subscription, whoever it belonged to before. The endpoint is somebody else's word: it is
 * looked at here and once more whenever something is sent there.
 */
export async function subscribeBrowser(
  workspaceId: number,
  { userId, subscription }: PushSubscribe,
  { userAgent, allowPrivate, now }: { userAgent: string; allowPrivate: boolean; now: number },
): Promise<SubscribedBrowser> {
  const { endpoint, keys } = subscription;
  const refusal =
    urlRefusal(endpoint, allowPrivate) ?? (httpsOnly(endpoint, allowPrivate) ? undefined : "must be https");
  if (refusal) return { ok: false, path: "subscription.endpoint", message: refusal };
  if (!arePushKeys(keys))
    return { ok: false, path: "subscription.keys", message: "are no keys of a push subscription" };
  const browser = browserName(userAgent);
  const store = async () => {
    const { rows } = await pool().query<{ id: string; created: boolean }>(SUBSCRIBE, [
      uuidV7(now),
      workspaceId,
      userId,
      endpoint,
      keys.p256dh.replace(/=+$/, ""),
      keys.auth.replace(/=+$/, ""),
      browser,
    ]);
    return rows[0];
  };
  const known = await store();
  if (known && !known.created) return { ok: true, ...known };
  // Somebody new is made by the event; whoever is known gets it too.
  const event = {
    kind: "track" as const,
    externalId: userId,
    event: "push_subscribed",
    properties: { browser, service: new URL(endpoint).hostname },
  };
  await ingestEvents(workspaceId, [event]);
  const stored = known ?? (await store());
  if (!stored) return { ok: false, path: "userId", message: "could not be made a person" };
  await pool().query(FORGET_OLDEST, [workspaceId, userId, BROWSERS_MAX]);
  return { ok: true, ...stored };
}

/** Forgets a browser. Unknown ones are forgotten already. */
export async function unsubscribeBrowser(workspaceId: number, endpoint: string): Promise<void> {
  await pool().query("delete from push_subscriptions where workspace_id = $1 and endpoint = $2", [
    workspaceId,
    endpoint,
  ]);
}

function httpsOnly(endpoint: string, allowPrivate: boolean): boolean {
  return endpoint.startsWith("https://") || allowPrivate;
}

/** No row: nobody goes by that id yet. $1 id, $2 workspace, $3 external id, $4 endpoint, $5 and $6 keys, $7 browser. */
const SUBSCRIBE = `
insert into push_subscriptions (id, workspace_id, subscriber_id, endpoint, p256dh, auth, browser)
select $1, $2, s.id, $4, $5, $6, $7 from subscribers s where s.workspace_id = $2 and s.external_id = $3
on conflict (workspace_id, endpoint) do update
  set subscriber_id = excluded.subscriber_id, p256dh = excluded.p256dh, auth = excluded.auth, browser = excluded.browser
returning id, id = $1 as created`;

/** $1 workspace, $2 external id, $3 how many stay. */
const FORGET_OLDEST = `
delete from push_subscriptions where id in (
  select p.id from push_subscriptions p join subscribers s on s.id = p.subscriber_id
  where s.workspace_id = $1 and s.external_id = $2 order by p.id desc offset $3)`;
