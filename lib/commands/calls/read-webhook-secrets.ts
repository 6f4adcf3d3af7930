import type pg from "pg";
import { openSecret } from "@/lib/auth/sealed-secret";
import { WEBHOOK_SECRETS } from "@/lib/db/webhooks.sql";
import { log } from "@/lib/queue/log";

/**
 * The secrets with which each workspace signs at `now` (real time, ms), newest first. A workspace that has made none is not in the map.
 * One that cannot be opened (APP_SECRET was lost) is left out and logged.
 */
export async function readWebhookSecrets(
  db: pg.PoolClient | pg.Pool,
  workspaceIds: readonly number[],
  now: number,
  appSecret: string,
): Promise<Map<number, string[]>> {
  if (workspaceIds.length === 0) return new Map();
  const { rows } = await db.query<{ id: string; workspace_id: number; sealed: string }>(WEBHOOK_SECRETS, [
    workspaceIds,
    new Date(now),
  ]);
  const secrets = new Map<number, string[]>();
  for (const { id, workspace_id: workspaceId, sealed } of rows) {
    const secret = openSecret(sealed, { workspaceId, purpose: "webhook" }, appSecret);
    if (secret === undefined)
      log.error({ webhook_secret: id }, "a signing secret cannot be opened with this APP_SECRET");
    else secrets.set(workspaceId, [...(secrets.get(workspaceId) ?? []), secret]);
  }
  return secrets;
}
