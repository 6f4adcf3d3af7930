import type { Overview } from "@/lib/api/schemas/activity";
import { journeyStatusSchema } from "@/lib/api/schemas/journey";
import type { Principal } from "@/lib/auth/principal";
import { type Tx, withWorkspace } from "@/lib/db/with-workspace";
import { clockNow } from "@/lib/db/workspace-clock";
import type { Instant } from "@/lib/journey/facts";
import { countRuns, noRuns } from "./count-runs";
import { isWorkerAlive } from "./is-worker-alive";
import { listAttention } from "./list-attention";

const DAYS = 30;
const DAY_MS = 86_400_000;
const TOP_JOURNEYS = 8;

const dayOf = (instant: Instant) => new Date(instant).toISOString().slice(0, 10);

/** The workspace at a glance, as it looks for whoever asks: who is there, what runs, what was sent in the last 30 days of its clock. */
export async function readOverview(principal: Principal): Promise<Overview> {
  const { workspaceId } = principal;
  const workerAlive = await isWorkerAlive();
  return withWorkspace(workspaceId, async (tx) => {
    const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    const now = clockNow(workspace);
    // While the sample shop lives through its weeks people are due all the time, and the worker is on its way to them.
    const preparing = workspace.sampleState === "wanted" || workspace.sampleState === "preparing";
    const [people] = await tx.$queryRaw<{ total: number; new_last_30_days: number }[]>`
      select count(*)::float8 as total, count(*) filter (where created_at > ${new Date(now - DAYS * DAY_MS)})::float8 as new_last_30_days
      from subscribers where workspace_id = ${workspaceId}`;
    const [events] = await tx.$queryRaw<{ n: number }[]>`
      select count(*)::float8 as n from events where workspace_id = ${workspaceId} and received_at > ${new Date(now - DAY_MS)}`;
    const byStatus = await tx.journey.groupBy({ by: ["status"], where: { workspaceId }, _count: true });
    const statusCount = (status: string) => byStatus.find((row) => row.status === status)?._count ?? 0;
    const top = await readTopJourneys(tx, workspaceId);
    const series = await readSeries(tx, workspaceId, now);
    const total = (kind: keyof (typeof series)[number]["figures"]) =>
      series.reduce((sum, { figures }) => sum + figures[kind], 0);
    return {
      subscribers: people ?? { total: 0, new_last_30_days: 0 },
      journeys: {
        draft: statusCount("draft"),
        active: statusCount("active"),
        paused: statusCount("paused"),
        completed: statusCount("completed"),
        archived: statusCount("archived"),
      },
      active_enrollments: top.active,
      events_last_24_hours: events?.n ?? 0,
      messages: {
        sent: total("sent"),
        delivered: total("delivered"),
        opened: total("opened"),
        clicked: total("clicked"),
        bounced: total("bounced"),
        complained: total("complained"),
        unsubscribed: total("unsubscribed"),
      },
      series: series.map(({ day, figures: { entered, completed, sent, opened, clicked, converted } }) => ({
        day,
        entered,
        completed,
        sent,
        opened,
        clicked,
        converted,
      })),
      top_journeys: top.journeys,
      attention: (await listAttention(tx, principal, now, workerAlive)).filter(
        ({ kind }) => kind !== "overdue" || !preparing,
      ),
    };
  });
}

async function readTopJourneys(tx: Tx, workspaceId: number) {
  const totals = await countRuns(tx, workspaceId);
  const journeys = await tx.journey.findMany({
    where: { workspaceId },
    select: { id: true, name: true, status: true },
    orderBy: { id: "desc" },
  });
  const rows = journeys.map(({ id, name, status }) => {
    const { entered, active, completed } = totals.get(id) ?? noRuns;
    return { id, name, status: journeyStatusSchema.parse(status), entered, active, completed };
  });
  const live = (row: (typeof rows)[number]) => Number(row.status === "active");
  rows.sort((a, b) => live(b) - live(a) || b.active - a.active || b.entered - a.entered);
  return { active: rows.reduce((sum, row) => sum + row.active, 0), journeys: rows.slice(0, TOP_JOURNEYS) };
}

const KINDS = [
  "entered",
  "completed",
  "sent",
  "delivered",
  "opened",
  "clicked",
  "bounced",
  "complained",
  "unsubscribed",
  "converted",
] as const;

/** One line for each of the last 30 days, those without anything included. `entered` counts runs: visits of triggers. */
async function readSeries(tx: Tx, workspaceId: number, now: Instant) {
  const from = dayOf(now - (DAYS - 1) * DAY_MS);
  const rows = await tx.$queryRaw<{ day: string; kind: string; n: number }[]>`
    with entrance as (
      select v.id as version_id, (n.place - 1)::smallint as node
      from journey_versions v, jsonb_array_elements(v.graph->'nodes') with ordinality as n(node, place)
      where v.workspace_id = ${workspaceId} and n.node->>'type' like 'trigger.%'
    )
    select to_char(t.day, 'YYYY-MM-DD') as day, t.kind, sum(t.n)::float8 as n
    from (
      select version_id, node, day, kind, n from node_stats where workspace_id = ${workspaceId} and day >= ${from}::date
      union all
      select version_id, node, day, kind, n from node_stat_deltas where workspace_id = ${workspaceId} and day >= ${from}::date
    ) t
    left join entrance e on e.version_id = t.version_id and e.node = t.node
    where t.kind = any(${[...KINDS]}::text[]) and (t.kind <> 'entered' or e.node is not null)
    group by 1, 2`;
  const at = new Map(rows.map(({ day, kind, n }) => [`${day} ${kind}`, n]));
  return Array.from({ length: DAYS }, (_, i) => {
    const day = dayOf(now - (DAYS - 1 - i) * DAY_MS);
    const of = (kind: (typeof KINDS)[number]) => at.get(`${day} ${kind}`) ?? 0;
    return {
      day,
      figures: {
        entered: of("entered"),
        completed: of("completed"),
        sent: of("sent"),
        delivered: of("delivered"),
        opened: of("opened"),
        clicked: of("clicked"),
        bounced: of("bounced"),
        complained: of("complained"),
        unsubscribed: of("unsubscribed"),
        converted: of("converted"),
      },
    };
  });
}
