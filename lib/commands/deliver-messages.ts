import { pool } from "@/lib/db/pool";
import { SETTLE_EXPIRED } from "@/lib/db/sends.sql";
import { workspaceOfShard } from "@/lib/db/shard";
import { clockNow } from "@/lib/db/workspace-clock";
import { hintDeliver } from "@/lib/queue/hint";
import { deliverBatch, type ShardSetting } from "./deliver-batch";
import type { DeliverEnvironment } from "./deliver-environment";
import { performWebhooks } from "./perform-webhooks";

/** Providers that accept one key once: an attempt without a result may be repeated. */
const IDEMPOTENT_PROVIDERS = ["inbox", "resend"];

/**
 * Performs due sends of the given shards, mail and webhooks, until `limit` rows have been dealt with or nothing is due. Answers how
 * many: fewer than `limit` means the shards are drained as of now. A message is handed over outside any transaction; its
 * result is accepted only from the attempt that made it.
 */
export async function deliverDue(
  shards: number[],
  limit: number,
  env: DeliverEnvironment,
): Promise<{ performed: number }> {
  let performed = 0;
  for (const shard of shards) {
    const [mails, webhooks] = await Promise.all([
      drain(shard, limit - performed, env, deliverBatch),
      drain(shard, limit - performed, env, performWebhooks),
    ]);
    performed += mails + webhooks;
    if (performed >= limit) break;
  }
  return { performed };
}

async function drain(
  shard: number,
  limit: number,
  env: DeliverEnvironment,
  perform: (setting: ShardSetting, limit: number, env: DeliverEnvironment) => Promise<number>,
): Promise<number> {
  let performed = 0;
  while (performed < limit) {
    const setting = await settingOf(shard, env);
    const count = setting ? await perform(setting, limit - performed, env) : 0;
    if (count === 0) break;
    performed += count;
  }
  return performed;
}

/** Looked up for every batch: a sandbox's clock may be moved while its shard is drained. */
async function settingOf(shard: number, env: DeliverEnvironment): Promise<ShardSetting | undefined> {
  const workspaceId = workspaceOfShard(shard);
  if (workspaceId === undefined) return { shard, mode: "live", now: env.realNow() };
  const { rows } = await pool().query<{ mode: string; clock_offset_ms: string }>(
    "select mode, clock_offset_ms from workspaces where id = $1",
    [workspaceId],
  );
  const [workspace] = rows;
  if (!workspace) return undefined;
  const { mode, clock_offset_ms: clockOffsetMs } = workspace;
  return { shard, mode, now: clockNow({ mode, clockOffsetMs }, env.realNow()) };
}

/**
 * For the sweep: attempts whose lease ran out. Repeatable ones are queued again and their shards hinted; an SMTP hand-over becomes
 * `uncertain` and stays so until a provider's event or a person settles it.
 */
export async function requeueExpiredSends(): Promise<{ requeued: number; uncertain: number }> {
  const { rows } = await pool().query<{ shard: number; status: string }>(SETTLE_EXPIRED, [IDEMPOTENT_PROVIDERS]);
  const again = rows.filter(({ status }) => status === "queued");
  if (again.length > 0) hintDeliver(again.map(({ shard }) => shard));
  return { requeued: again.length, uncertain: rows.length - again.length };
}
