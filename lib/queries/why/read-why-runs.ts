import { enrollmentStateSchema } from "@/lib/api/schemas/enrollment";
import { shardOf } from "@/lib/db/shard";
import type { Tx } from "@/lib/db/with-workspace";
import { graphSchema } from "@/lib/journey/graph";
import type { WalkStep } from "@/lib/journey/outcome";
import { assembleVisits } from "../assemble-visits";
import { iso } from "../iso";
import { narrateVisits } from "../narrate-visits";
import { readNames } from "../read-names";
import type { WhyRun, WhySend } from "./why-case";

/** Of somebody who runs through the same journey again and again the newest runs explain enough. */
const RUNS_MAX = 20;

type Row = {
  id: string;
  version: number;
  state: string;
  entered_at: Date;
  ended_at: Date | null;
  end_reason: string | null;
  graph: unknown;
  status: string;
  error: string | null;
  mode: string;
};

/** A person's runs through a journey, newest first, with their visits in words, their sends and where they stand. */
export async function readWhyRuns(
  tx: Tx,
  workspaceId: number,
  journeyId: string,
  subscriberId: string,
): Promise<WhyRun[]> {
  const rows = await tx.$queryRaw<Row[]>`
    select e.id::text, v.number as version, e.state, e.entered_at, e.ended_at, e.end_reason, v.graph, j.status, q.error, w.mode
    from enrollments e join journey_versions v on v.id = e.version_id join journeys j on j.id = e.journey_id
    join workspaces w on w.id = e.workspace_id left join quarantine q on q.enrollment_id = e.id
    where e.subscriber_id = ${BigInt(subscriberId)} and e.journey_id = ${journeyId}::uuid
    order by e.id desc limit ${RUNS_MAX}`;
  const ids = rows.map(({ id }) => BigInt(id));
  const [first] = rows;
  if (!first) return [];
  const logged = await tx.$queryRaw<{ enrollment_id: string; steps: WalkStep[] }[]>`
    select w.enrollment_id::text, w.steps from walks w where w.enrollment_id = any(${ids}::bigint[]) order by w.first_visit, w.at`;
  const sends = await tx.$queryRaw<(SendRow & { enrollment_id: string })[]>`
    select d.enrollment_id::text, d.id, d.visit, d.channel, d.status, d.reason, m.subject, d.created_at, d.sent_at,
      d.delivered_at, d.opened_at, d.clicked_at, d.bounced_at
    from sends d left join message_contents m on m.send_id = d.id
    where d.subscriber_id = ${BigInt(subscriberId)} and d.enrollment_id = any(${ids}::bigint[])`;
  const shard = shardOf({ id: workspaceId, mode: first.mode }, subscriberId);
  const waiting = await tx.$queryRaw<{ id: string; due_at: Date | null }[]>`
    select id::text, case when isfinite(due_at) then due_at end as due_at from waiting
    where shard = ${shard} and id = any(${ids}::bigint[])`;
  const stepsOf = Map.groupBy(logged, (row) => row.enrollment_id);
  const sendsOf = Map.groupBy(sends, (row) => row.enrollment_id);
  const dueOf = new Map(waiting.map((row) => [row.id, row.due_at]));
  return Promise.all(
    rows.map(async (row): Promise<WhyRun> => {
      const graph = graphSchema.parse(row.graph);
      const names = await readNames(tx, workspaceId, graph);
      const visits = assembleVisits((stepsOf.get(row.id) ?? []).flatMap(({ steps }) => steps));
      return {
        id: row.id,
        version: row.version,
        state: enrollmentStateSchema.parse(row.state),
        entered_at: iso(row.entered_at),
        ended_at: iso(row.ended_at),
        end_reason: row.end_reason,
        graph,
        names,
        visits: narrateVisits(visits, graph, names),
        due_at: iso(dueOf.get(row.id) ?? null),
        paused: row.state === "active" && row.status === "paused",
        error: row.error,
        sends: (sendsOf.get(row.id) ?? []).map(presentSend),
      };
    }),
  );
}

type SendRow = {
  id: string;
  visit: number;
  channel: string;
  status: string;
  reason: string | null;
  subject: string | null;
  created_at: Date;
  sent_at: Date | null;
  delivered_at: Date | null;
  opened_at: Date | null;
  clicked_at: Date | null;
  bounced_at: Date | null;
};

function presentSend(row: SendRow): WhySend {
  const { id, visit, channel, status, reason, subject } = row;
  return {
    id,
    visit,
    channel,
    status,
    reason,
    subject,
    created_at: iso(row.created_at),
    sent_at: iso(row.sent_at),
    delivered_at: iso(row.delivered_at),
    opened_at: iso(row.opened_at),
    clicked_at: iso(row.clicked_at),
    bounced_at: iso(row.bounced_at),
  };
}
