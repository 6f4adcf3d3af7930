import type * as z from "zod";
import { decodeCursor, toPage } from "@/lib/api/cursor";
import type { List } from "@/lib/api/schemas/common";
import { enrollmentStateSchema } from "@/lib/api/schemas/enrollment";
import type { JourneyPerson, journeyPeopleQuerySchema } from "@/lib/api/schemas/journey";
import { Prisma } from "@/lib/db/generated/prisma/client";
import { LIVE_SHARDS, sandboxShard } from "@/lib/db/shard";
import { type Tx, withWorkspace } from "@/lib/db/with-workspace";
import { iso } from "./iso";

type Query = z.output<typeof journeyPeopleQuerySchema>;
type Row = {
  enrollment_id: string;
  external_id: string | null;
  email: string | null;
  first_name: string | null;
  last_name: string | null;
  state: string;
  node_id: string | null;
  at: Date;
  due_at: Date | null;
};

const PERSON = Prisma.sql`s.external_id, s.email, s.first_name, s.last_name`;

/**
 * The people behind a number of the funnel: who waits at a node, who has passed it, whose runs are in a state. Newest runs first.
 */
export async function listJourneyPeople(
  workspaceId: number,
  journeyId: string,
  query: Query,
): Promise<List<JourneyPerson> | "not_found" | "bad_cursor"> {
  const after = query.cursor === undefined ? [] : decodeCursor(query.cursor, 1);
  if (!after || (after[0] !== undefined && !/^\d{1,18}$/.test(after[0]))) return "bad_cursor";
  const before = after[0] === undefined ? undefined : BigInt(after[0]);
  return withWorkspace(workspaceId, async (tx) => {
    if ((await tx.journey.count({ where: { id: journeyId, workspaceId } })) === 0) return "not_found";
    const rows =
      query.state === "waiting"
        ? await whoWaits(tx, workspaceId, journeyId, query, before)
        : await whoRan(tx, journeyId, query, before);
    return toPage(rows, query.limit, ({ enrollment_id }) => [enrollment_id], presentPerson);
  });
}

/** The places of a journey by name, worked out once instead of from the graph for everybody who waits. */
const places = (journeyId: string) => Prisma.sql`
  select v.id as version_id, (n.place - 1)::smallint as node, n.node->>'id' as node_id
  from journey_versions v, jsonb_array_elements(v.graph->'nodes') with ordinality as n(node, place)
  where v.journey_id = ${journeyId}::uuid`;

async function whoWaits(tx: Tx, workspaceId: number, journeyId: string, query: Query, before: bigint | undefined) {
  const { mode } = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId }, select: { mode: true } });
  const shards = mode === "sandbox" ? [sandboxShard(workspaceId)] : Array.from({ length: LIVE_SHARDS }, (_, i) => i);
  return tx.$queryRaw<Row[]>`
    with places as materialized (${places(journeyId)})
    select w.id::text as enrollment_id, ${PERSON}, 'active' as state, p.node_id,
           w.arrived_at as at, case when isfinite(w.due_at) then w.due_at end as due_at
    from waiting w
    join places p on p.version_id = w.version_id and p.node = w.node
    left join subscribers s on s.id = w.subscriber_id
    where w.shard = any(${shards}::int[]) and w.workspace_id = ${workspaceId}
      ${query.node_id ? Prisma.sql`and p.node_id = ${query.node_id}` : Prisma.empty}
      ${before === undefined ? Prisma.empty : Prisma.sql`and w.id < ${before}`}
    order by w.id desc limit ${query.limit + 1}`;
}

/** A run that has left a node says so in its walks; they are asked per run, newest run first, until the page is full. */
function whoRan(tx: Tx, journeyId: string, query: Query, before: bigint | undefined) {
  const passed = query.state === "passed";
  return tx.$queryRaw<Row[]>`
    with places as (
      -- how a step of the node begins in a log, which is cheaper to look for than to read the log
      select v.id as version_id, '[' || (n.place - 1) || ',' as mark
      from journey_versions v, jsonb_array_elements(v.graph->'nodes') with ordinality as n(node, place)
      where v.journey_id = ${journeyId}::uuid and n.node->>'id' = ${query.node_id ?? null}::text
    )
    select e.id::text as enrollment_id, ${PERSON}, e.state, ${query.node_id ?? null}::text as node_id,
           coalesce(e.ended_at, e.entered_at) as at, null::timestamptz as due_at
    from enrollments e left join subscribers s on s.id = e.subscriber_id
    where e.journey_id = ${journeyId}::uuid
      ${passed ? Prisma.empty : Prisma.sql`and e.state = ${query.state}`}
      ${
        query.node_id
          ? Prisma.sql`and exists (
              select from walks w left join places on places.version_id = w.version_id, jsonb_array_elements(w.steps) as step
              where w.enrollment_id = e.id and (places.mark is null or position(places.mark in w.log) > 0)
                and step->>'node' = ${query.node_id} and (not ${passed} or step ? 'left_at'))`
          : Prisma.empty
      }
      ${before === undefined ? Prisma.empty : Prisma.sql`and e.id < ${before}`}
    order by e.id desc limit ${query.limit + 1}`;
}

function presentPerson(row: Row): JourneyPerson {
  return {
    ...row,
    external_id: row.external_id ?? "",
    state: enrollmentStateSchema.parse(row.state),
    at: iso(row.at),
    due_at: iso(row.due_at),
  };
}
