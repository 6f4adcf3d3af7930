import type pg from "pg";
import { appSecret } from "@/lib/auth/app-secret";
import { openSecret, sealSecret } from "@/lib/auth/sealed-secret";
import { makeVapidKeys, type VapidKeys } from "@/lib/channels/push/vapid";
import { pool } from "@/lib/db/pool";

type Row = { workspace_id: number; public_key: string; sealed_private_key: string };

const owner = (workspaceId: number) => ({ workspaceId, purpose: "vapid" });

/** The workspace's public VAPID key; the pair is made when it is first asked for. Browsers that subscribed with it expect its pushes. */
export async function readPushKey(workspaceId: number): Promise<string> {
  const known = await pool().query<Row>("select public_key from push_keys where workspace_id = $1", [workspaceId]);
  if (known.rows[0]) return known.rows[0].public_key;
  const made = makeVapidKeys();
  // Two who ask at once: the first is everybody's.
  await pool().query(
    `insert into push_keys (workspace_id, public_key, sealed_private_key) values ($1, $2, $3)
     on conflict (workspace_id) do nothing`,
    [workspaceId, made.publicKey, sealSecret(made.privateKey, owner(workspaceId), appSecret())],
  );
  return readPushKey(workspaceId);
}

/** The key pairs of workspaces. One that cannot be opened (APP_SECRET was changed without APP_SECRET_BEFORE) is missing. */
export async function openPushKeys(
  workspaceIds: readonly number[],
  secret: string,
  db: pg.PoolClient | pg.Pool = pool(),
): Promise<Map<number, VapidKeys>> {
  if (workspaceIds.length === 0) return new Map();
  const { rows } = await db.query<Row>("select * from push_keys where workspace_id = any($1::int[])", [workspaceIds]);
  return new Map(
    rows.flatMap(({ workspace_id, public_key: publicKey, sealed_private_key }) => {
      const privateKey = openSecret(sealed_private_key, owner(workspace_id), secret);
      return privateKey === undefined ? [] : [[workspace_id, { publicKey, privateKey }] as const];
    }),
  );
}
