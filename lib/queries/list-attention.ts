import type { AttentionItem } from "@/lib/api/schemas/attention";
import type { Principal } from "@/lib/auth/principal";
import type { Tx } from "@/lib/db/with-workspace";
import type { Instant } from "@/lib/journey/facts";
import { countRuns } from "./count-runs";
import { listOpenApprovals } from "./list-open-approvals";
import { listUnreadComments } from "./list-unread-comments";

const DAYS = 7;
const DAY_MS = 86_400_000;
const JOURNEYS_MAX = 5;

/** Paused journeys with somebody inside, by the counters: those inside may be very many. */
async function listPaused(tx: Tx, workspaceId: number): Promise<{ id: string; name: string; count: number }[]> {
  const journeys = await tx.journey.findMany({
    where: { workspaceId, status: "paused" },
    select: { id: true, name: true },
  });
  if (journeys.length === 0) return [];
  const totals = await countRuns(
    tx,
    workspaceId,
    journeys.map(({ id }) => id),
  );
  return journeys
    .map((journey) => ({ ...journey, count: totals.get(journey.id)?.active ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, JOURNEYS_MAX);
}

/** What in this workspace waits for a person, the gravest first; approvals and comments as far as they wait for `principal`. `now` is the workspace's clock. */
export async function listAttention(
  tx: Tx,
  principal: Principal,
  now: Instant,
  workerAlive: boolean,
): Promise<AttentionItem[]> {
  const { workspaceId } = principal;
  const since = new Date(now - DAYS * DAY_MS);
  const quarantined = await tx.$queryRaw<{ journey_id: string; journey_name: string; count: number; error: string }[]>`
    select j.id as journey_id, j.name as journey_name, count(*)::float8 as count,
           (array_agg(q.error order by q.at desc))[1] as error
    from quarantine q
    join journey_versions v on v.id = q.version_id
    join journeys j on j.id = v.journey_id
    where q.workspace_id = ${workspaceId} and q.at > ${since}
    group by j.id order by max(q.at) desc limit ${JOURNEYS_MAX}`;
  const sends = await tx.$queryRaw<{ status: string; count: number }[]>`
    select status, count(*)::float8 as count from sends
    where workspace_id = ${workspaceId} and created_at > ${since} and status in ('failed', 'uncertain') group by status`;
  const paused = await listPaused(tx, workspaceId);
  const low = await tx.$queryRaw<{ pool_id: string; pool_name: string; count: number; has_fallback: boolean }[]>`
    select * from (
      select p.id as pool_id, p.name as pool_name, p.fallback_code <> '' as has_fallback, p.alert_below,
        (select count(*) from (select from discount_codes c where c.pool_id = p.id and c.subscriber_id is null
          limit p.alert_below + 1) left_over)::float8 as count
      from code_pools p where p.workspace_id = ${workspaceId} and p.archived_at is null
        and exists (select from discount_codes c where c.pool_id = p.id and c.subscriber_id is not null)
    ) pools where count < alert_below or count = 0 order by count limit ${JOURNEYS_MAX}`;
  const stuck = await tx.$queryRaw<
    { kind: "overdue" | "never"; journey_id: string; journey_name: string; count: number; detail: string }[]
  >`
    select g.kind, j.id as journey_id, j.name as journey_name, sum(g.people)::float8 as count, max(g.detail) as detail
    from stuck_groups g join journeys j on j.id = g.journey_id
    where g.workspace_id = ${workspaceId} and g.kind in ('overdue', 'never')
    group by g.kind, j.id order by g.kind desc, count desc limit ${JOURNEYS_MAX}`;
  const crms = await tx.crmConnection.findMany({
    where: { workspaceId, archivedAt: null, problem: { not: null } },
    select: { id: true, name: true, problem: true },
    orderBy: { name: "asc" },
    take: JOURNEYS_MAX,
  });
  const comments =
    principal.kind === "user" ? await listUnreadComments(tx, workspaceId, principal.userId, JOURNEYS_MAX) : [];
  const sendsWith = (status: string) => sends.find((row) => row.status === status)?.count ?? 0;
  return [
    ...(workerAlive ? [] : [{ kind: "no_worker" } as const]),
    ...quarantined.map((row) => ({ kind: "quarantined" as const, ...row, error: row.error.slice(0, 300) })),
    ...stuck,
    ...(await listOpenApprovals(tx, principal)),
    ...comments.map((row) => ({ kind: "comments" as const, ...row })),
    ...crms.map(({ id, name, problem }) => ({
      kind: "crm_refused" as const,
      connection_id: id,
      connection_name: name,
      problem: (problem ?? "").slice(0, 300),
    })),
    ...(sendsWith("failed") > 0 ? [{ kind: "failed_sends", count: sendsWith("failed") } as const] : []),
    ...(sendsWith("uncertain") > 0 ? [{ kind: "uncertain_sends", count: sendsWith("uncertain") } as const] : []),
    ...low.map(({ pool_id, pool_name, count, has_fallback }) => ({
      kind: "codes_low" as const,
      pool_id,
      pool_name,
      count,
      has_fallback,
    })),
    ...paused.map(({ id, name, count }) => ({
      kind: "paused_with_people" as const,
      journey_id: id,
      journey_name: name,
      count,
    })),
  ];
}
