import type { EnrollmentDetail } from "@/lib/api/schemas/enrollment";
import { shardOf } from "@/lib/db/shard";
import { type Tx, withWorkspace } from "@/lib/db/with-workspace";
import type { TriggerFact } from "@/lib/journey/facts";
import { type Graph, graphSchema } from "@/lib/journey/graph";
import type { WalkStep } from "@/lib/journey/outcome";
import { assembleVisits } from "./assemble-visits";
import { iso } from "./iso";
import { narrateVisits } from "./narrate-visits";
import { ENROLLMENT_COLUMNS, ENROLLMENT_JOINS, type EnrollmentRow, presentEnrollment } from "./present-enrollment";
import { readNames } from "./read-names";

type Row = EnrollmentRow & { subscriber_id: string; journey_name: string | null; trigger: TriggerFact; graph: unknown };

/** One run with every visit, decision and message; undefined when there is none of ours. */
export async function readEnrollment(workspaceId: number, id: string): Promise<EnrollmentDetail | undefined> {
  return withWorkspace(workspaceId, async (tx) => {
    const [row] = await tx.$queryRaw<Row[]>`
      select ${ENROLLMENT_COLUMNS}, e.subscriber_id::text, e.trigger, j.name as journey_name, v.graph
      from enrollments e ${ENROLLMENT_JOINS} left join journeys j on j.id = e.journey_id
      where e.id = ${BigInt(id)} and e.workspace_id = ${workspaceId}`;
    if (!row) return undefined;
    const logged = await tx.$queryRaw<{ steps: WalkStep[] }[]>`
      select w.steps from walks w where w.enrollment_id = ${BigInt(id)} order by w.first_visit, w.at`;
    const sends = await tx.$queryRaw<{ id: string; visit: number }[]>`
      select id, visit from sends where subscriber_id = ${BigInt(row.subscriber_id)} and enrollment_id = ${BigInt(id)}`;
    const sendOf = new Map(sends.map((send) => [send.visit, send.id]));
    const visits = assembleVisits(logged.flatMap(({ steps }) => steps)).map((visit) => {
      const message_id = sendOf.get(visit.visit);
      return message_id === undefined ? visit : { ...visit, message_id };
    });
    // A journey that was deleted has taken its versions along: the visits stay, their steps have no names any more.
    const parsed = graphSchema.safeParse(row.graph);
    const graph: Graph = parsed.success ? parsed.data : { nodes: [], edges: [] };
    const names = await readNames(tx, workspaceId, graph);
    const active = row.state === "active";
    const { node, event, properties, at } = row.trigger;
    return {
      ...presentEnrollment(row),
      journey_name: row.journey_name ?? "",
      node_id: active ? (visits.at(-1)?.node_id ?? node) : null,
      due_at: active ? await dueAt(tx, workspaceId, row) : null,
      trigger: {
        node_id: node,
        ...(event === undefined ? {} : { event }),
        properties,
        at: new Date(at).toISOString(),
      },
      visits: narrateVisits(visits, graph, names),
    };
  });
}

/** When the run goes on by itself; null while it waits without a timer or its journey is paused. Looks into one shard only. */
async function dueAt(tx: Tx, workspaceId: number, row: Row): Promise<string | null> {
  const workspace = await tx.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { id: true, mode: true },
  });
  const [waiting] = await tx.$queryRaw<{ due_at: Date | null }[]>`
    select case when isfinite(due_at) then due_at end as due_at from waiting
    where shard = ${shardOf(workspace, row.subscriber_id)} and id = ${BigInt(row.id)}`;
  return iso(waiting?.due_at ?? null);
}
