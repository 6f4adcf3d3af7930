import { pool } from "@/lib/db/pool";
import { SETTLE_EXPIRED } from "@/lib/db/sends.sql";
import { workspaceOfShard } from "@/lib/db/shard";
import { clockNow } from "@/lib/db/workspace-clock";
import { hintDeliver } from "@/lib/queue/hint";
import type { CallChannel } from "./calls/call-channel";
import { crmChannel } from "./calls/crm-channel";
import { performCalls } from "./calls/perform-calls";
import { webhookChannel } from "./calls/webhook-channel";
import { deliverBatch, type ShardSetting } from "./deliver-batch";
import type { DeliverEnvironment } from "./deliver-environment";
import { personMail } from "./person-mail";
import { deliverPushes } from "./push/deliver-pushes";
import { taskNotices } from "./task-notices";

/** Providers that accept one key once: an attempt without a result may be repeated. */
const IDEMPOTENT_PROVIDERS = ["inbox", "resend"];

/** Claims one batch of a shard's due messages and sees it through; answers how many rows it dealt with. */
type MessageChannel = (setting: ShardSetting, limit: number, env: DeliverEnvironment) => Promise<number>;
const messageChannels: readonly MessageChannel[] = [
  (setting, limit, env) => deliverBatch(personMail, setting, limit, env),
  deliverPushes,
  (setting, limit, env) => deliverBatch(taskNotices, setting, limit, env),
];

/** Batches of calls are begun for so long; a server that hangs holds the last one for its 15 seconds. */
const CALLS_BEGUN_WITHIN_MS = 5_000;
/** While calls are under way, new mail of the shard is looked for this often: nobody's mail waits for somebody's server. */
const MAIL_LOOK_MS = 250;

/**
 * Performs due sends of the given shards, mail and calls, until `limit` mails have been dealt with or nothing is due. Answers
 * how many rows it dealt with; fewer than `limit` means the mail is drained as of now. A message is handed over outside any
 * transaction; its result is accepted only from the attempt that made it.
 */
export async function deliverDue(
  shards: number[],
  limit: number,
  env: DeliverEnvironment,
): Promise<{ performed: number }> {
  let performed = 0;
  for (const shard of shards) {
    performed += await deliverShard(shard, limit - performed, env);
    if (performed >= limit) break;
  }
  return { performed };
}

async function deliverShard(shard: number, limit: number, env: DeliverEnvironment): Promise<number> {
  let underWay = true;
  const calling = Promise.allSettled([
    drainCalls(webhookChannel, shard, limit, env),
    drainCalls(crmChannel, shard, limit, env),
  ]).finally(() => {
    underWay = false;
  });
  const mail = async () => {
    let performed = await drainMail(shard, limit, env);
    while (underWay && performed < limit) {
      await Promise.race([calling, new Promise((resolve) => setTimeout(resolve, MAIL_LOOK_MS))]);
      if (underWay) performed += await drainMail(shard, limit - performed, env);
    }
    return performed;
  };
  const [mails, calls] = await Promise.all([Promise.allSettled([mail()]), calling]);
  return sumOf([...mails, ...calls]);
}

/** Every channel has its turn, also when another one fails; the first failure is told in the end. */
function sumOf(drained: readonly PromiseSettledResult<number>[]): number {
  for (const one of drained) if (one.status === "rejected") throw one.reason;
  return drained.reduce((sum, one) => sum + (one.status === "fulfilled" ? one.value : 0), 0);
}

async function drainMail(shard: number, limit: number, env: DeliverEnvironment): Promise<number> {
  const drained: PromiseSettledResult<number>[] = [];
  let performed = 0;
  for (const deliver of messageChannels) {
    const [one] = await Promise.allSettled([drainChannel(deliver, shard, limit - performed, env)]);
    drained.push(one);
    if (one.status === "fulfilled") performed += one.value;
  }
  return sumOf(drained);
}

async function drainChannel(
  deliver: MessageChannel,
  shard: number,
  limit: number,
  env: DeliverEnvironment,
): Promise<number> {
  let performed = 0;
  while (performed < limit && !env.stopping?.aborted) {
    const setting = await settingOf(shard, env);
    const count = setting ? await deliver(setting, limit - performed, env) : 0;
    if (count === 0) break;
    performed += count;
  }
  return performed;
}

async function drainCalls<Request>(
  channel: CallChannel<Request>,
  shard: number,
  limit: number,
  env: DeliverEnvironment,
): Promise<number> {
  const until = performance.now() + CALLS_BEGUN_WITHIN_MS;
  let performed = 0;
  while (performed < limit && performance.now() < until && !env.stopping?.aborted) {
    const setting = await settingOf(shard, env);
    const count = setting ? await performCalls(channel, setting, limit - performed, env) : 0;
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
