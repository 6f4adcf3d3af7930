import { actorOf, type Principal } from "@/lib/auth/principal";
import { pool } from "@/lib/db/pool";
import { readClock } from "@/lib/db/read-clock";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";
import { hintDeliver } from "@/lib/queue/hint";

/** sent: somebody knows that it arrived. again: hand it over once more under the same key. */
export type SendSettlement = "sent" | "again";

export type SettledByHand = { ok: true } | { ok: false; reason: "not_found" | "wrong_status" };

/**
 * $1 id, $2 workspace, $3 'sent' or 'again', $4 now (epoch seconds). Only an uncertain mail can be called sent; an uncertain or failed one can
 * be sent again. The run of a call has gone on without its answer, so nothing is asked again.
 */
const SETTLE = `
with before as (
  select id, status from sends where id = $1 and workspace_id = $2 and channel not in ('webhook', 'crm')
    and status = any(case $3 when 'sent' then array['uncertain'] else array['uncertain', 'failed'] end) for update
), changed as (
  update sends s set
    status = case $3 when 'sent' then 'sent' else 'queued' end, reason = null, lease_until = null,
    sent_at = case $3 when 'sent' then to_timestamp($4::float8) end,
    due_at = case $3 when 'sent' then s.due_at else to_timestamp($4::float8) end
  from before b where s.id = b.id
  returning s.shard, s.workspace_id, s.version_id, s.node, s.status, b.status as was
), counted as (
  insert into node_stat_deltas (workspace_id, version_id, node, day, kind, n)
  select workspace_id, version_id, node, (to_timestamp($4::float8) at time zone 'UTC')::date, k.kind, k.n
  from changed cross join lateral (values
    (case when status = 'sent' then 'sent' end, 1), (case when was = 'failed' then 'send_failed' end, -1)) k (kind, n)
  where version_id is not null and k.kind is not null
)
select shard from changed`;

/** Decides by hand about a mail of which nobody knows whether it arrived, or that failed. Audited. */
export async function settleSend(
  principal: Principal,
  messageId: string,
  settlement: SendSettlement,
): Promise<SettledByHand> {
  const { workspaceId } = principal;
  const known = await withWorkspace(
    workspaceId,
    (tx) =>
      tx.$queryRaw<unknown[]>`select 1 from sends where id = ${messageId}::uuid and workspace_id = ${workspaceId}`,
  );
  if (known.length === 0) return { ok: false, reason: "not_found" };
  const now = await readClock(pool(), workspaceId);
  const { rows } = await pool().query<{ shard: number }>(SETTLE, [messageId, workspaceId, settlement, now / 1_000]);
  const [changed] = rows;
  if (!changed) return { ok: false, reason: "wrong_status" };
  if (settlement === "again") hintDeliver([changed.shard]);
  const line = { workspaceId, actor: actorOf(principal), action: "message.settled", target: messageId };
  await withWorkspace(workspaceId, (tx) => writeAudit(tx, { ...line, data: { as: settlement } }));
  return { ok: true };
}
