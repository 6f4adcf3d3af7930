import type * as z from "zod";
import { toPage } from "@/lib/api/cursor";
import { type List, uuidSchema } from "@/lib/api/schemas/common";
import type { TaskCounts, TaskResource, taskListQuerySchema } from "@/lib/api/schemas/task";
import { Prisma } from "@/lib/db/generated/prisma/client";
import { type Tx, withWorkspace } from "@/lib/db/with-workspace";
import { clockNow } from "@/lib/db/workspace-clock";
import { iso } from "./iso";
import { timeKeyOf } from "./time-cursor";

type Row = {
  id: string;
  micros: string;
  title: string;
  notes: string;
  due_at: Date | null;
  created_at: Date;
  completed_at: Date | null;
  assignee_id: string | null;
  assignee_name: string | null;
  assignee_email: string | null;
  completed_by: string | null;
  external_id: string;
  person_name: string;
  enrollment_id: string;
  journey_id: string;
  journey_name: string | null;
  node_id: string;
};

/** What never falls due comes after all that does; the greatest time a JavaScript date and a cursor can hold. */
const NO_DUE = Prisma.sql`coalesce(t.due_at, '9999-12-31T00:00:00Z')`;
const FIRST_UUID = "00000000-0000-0000-0000-000000000000";
const LAST_UUID = "ffffffff-ffff-ffff-ffff-ffffffffffff";

const COLUMNS = Prisma.sql`
  t.id, t.title, t.notes, t.due_at, t.created_at, t.completed_at, t.assignee_id, u.name as assignee_name, u.email as assignee_email,
  c.name as completed_by, s.external_id, trim(concat(s.first_name, ' ', s.last_name)) as person_name,
  t.enrollment_id::text, t.journey_id, j.name as journey_name, t.node_id`;
const JOINS = Prisma.sql`
  join subscribers s on s.id = t.subscriber_id
  left join users u on u.id = t.assignee_id
  left join users c on 'user:' || c.id = t.completed_by
  left join journeys j on j.id = t.journey_id`;

/**
 * Open tasks by when they are due, or done ones with the latest first. `userId`: who "me" is; without one nobody's are theirs. Undefined when the
 * cursor is none of ours.
 */
export async function listTasks(
  workspaceId: number,
  userId: string | undefined,
  query: z.output<typeof taskListQuerySchema>,
): Promise<List<TaskResource> | undefined> {
  const { limit, cursor, state, assignee, overdue, external_id, journey_id } = query;
  const key = timeKeyOf(cursor, (id) => uuidSchema.safeParse(id).success);
  if (!key) return undefined;
  return withWorkspace(workspaceId, async (tx) => {
    const now = await readNow(tx, workspaceId);
    const whose = assignee === "me" ? (userId ?? "") : assignee;
    const filters = [
      whose !== undefined &&
        (whose === "nobody" ? Prisma.sql`t.assignee_id is null` : Prisma.sql`t.assignee_id = ${whose}`),
      overdue === "true" && Prisma.sql`t.due_at < ${now}`,
      external_id && Prisma.sql`s.external_id = ${external_id}`,
      journey_id && Prisma.sql`t.journey_id = ${journey_id}::uuid`,
    ].flatMap((filter) => (filter ? [filter] : []));
    const open = state === "open";
    const at = open ? NO_DUE : Prisma.sql`t.completed_at`;
    const micros =
      cursor === undefined && open
        ? Prisma.sql`'-infinity'`
        : Prisma.sql`timestamptz 'epoch' + ${key.micros} * interval '1 microsecond'`;
    const id = cursor === undefined ? (open ? FIRST_UUID : LAST_UUID) : key.id;
    const rows = await tx.$queryRaw<Row[]>`
      select ${COLUMNS}, (extract(epoch from ${at}) * 1000000)::bigint::text as micros
      from tasks t ${JOINS}
      where t.workspace_id = ${workspaceId} and t.completed_at is ${open ? Prisma.sql`null` : Prisma.sql`not null`}
        and (${at}, t.id) ${open ? Prisma.sql`>` : Prisma.sql`<`} (${micros}, ${id}::uuid)
        ${filters.length > 0 ? Prisma.sql`and ${Prisma.join(filters, " and ")}` : Prisma.empty}
      order by ${at} ${open ? Prisma.sql`asc, t.id asc` : Prisma.sql`desc, t.id desc`} limit ${limit + 1}`;
    return toPage(
      rows,
      limit,
      (row) => [row.micros, row.id],
      (row) => present(row, now),
    );
  });
}

/** One task; undefined: none of ours. */
export function readTask(workspaceId: number, id: string): Promise<TaskResource | undefined> {
  return withWorkspace(workspaceId, async (tx) => {
    const [row] = await tx.$queryRaw<Row[]>`
      select ${COLUMNS}, '0' as micros from tasks t ${JOINS} where t.workspace_id = ${workspaceId} and t.id = ${id}::uuid`;
    return row && present(row, await readNow(tx, workspaceId));
  });
}

/** How many tasks are open, whose they are and how many are late. */
export function countTasks(workspaceId: number, userId: string | undefined): Promise<TaskCounts> {
  return withWorkspace(workspaceId, async (tx) => {
    const now = await readNow(tx, workspaceId);
    const [counts] = await tx.$queryRaw<TaskCounts[]>`
      select count(*) filter (where assignee_id = ${userId ?? ""})::int as mine,
        count(*) filter (where assignee_id is null)::int as nobody, count(*)::int as all,
        count(*) filter (where due_at < ${now})::int as overdue
      from tasks where workspace_id = ${workspaceId} and completed_at is null`;
    return counts ?? { mine: 0, nobody: 0, all: 0, overdue: 0 };
  });
}

async function readNow(tx: Tx, workspaceId: number): Promise<Date> {
  return new Date(clockNow(await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } })));
}

function present(row: Row, now: Date): TaskResource {
  const { micros: _, assignee_id, assignee_name, assignee_email, person_name, ...same } = row;
  const done = row.completed_at !== null;
  return {
    ...same,
    state: done ? "done" : "open",
    overdue: !done && row.due_at !== null && row.due_at < now,
    due_at: iso(row.due_at),
    created_at: iso(row.created_at),
    completed_at: iso(row.completed_at),
    person_name: person_name || null,
    assignee:
      assignee_id === null ? null : { user_id: assignee_id, name: assignee_name ?? "", email: assignee_email ?? "" },
  };
}
