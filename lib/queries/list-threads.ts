import type * as z from "zod";
import { toPage } from "@/lib/api/cursor";
import type { ThreadResource, threadListQuerySchema } from "@/lib/api/schemas/comment";
import { type List, uuidSchema } from "@/lib/api/schemas/common";
import type { Principal } from "@/lib/auth/principal";
import { Prisma } from "@/lib/db/generated/prisma/client";
import { type Tx, withWorkspace } from "@/lib/db/with-workspace";
import { COMMENT_COLUMNS, type CommentRow, IS_SHOWN } from "./comment-rows";
import { nameActors } from "./name-actors";
import { presentThread } from "./present-thread";
import { timeKeyOf } from "./time-cursor";

const LAST_UUID = "ffffffff-ffff-ffff-ffff-ffffffffffff";

type Threads = List<ThreadResource> | "no_journey" | "bad_cursor";

/** What is said about a journey, thread by thread, the newest thread first. */
export function listThreads(
  principal: Principal,
  journeyId: string,
  query: z.output<typeof threadListQuerySchema>,
): Promise<Threads> {
  const { limit, cursor, state, node_id } = query;
  const { workspaceId } = principal;
  return withWorkspace(workspaceId, async (tx) => {
    if ((await tx.journey.count({ where: { id: journeyId, workspaceId } })) === 0) return "no_journey";
    const key = timeKeyOf(cursor, (id) => uuidSchema.safeParse(id).success);
    if (!key) return "bad_cursor";
    const filters = [
      state === "open" && Prisma.sql`and c.resolved_at is null`,
      state === "resolved" && Prisma.sql`and c.resolved_at is not null`,
      node_id !== undefined && Prisma.sql`and c.node_id = ${node_id}`,
    ].flatMap((filter) => (filter ? [filter] : []));
    const rows = await tx.$queryRaw<(CommentRow & { micros: string })[]>`
      select ${COMMENT_COLUMNS}, (extract(epoch from c.created_at) * 1000000)::bigint::text as micros
      from journey_comments c
      where c.journey_id = ${journeyId}::uuid and c.workspace_id = ${workspaceId} and c.thread_id is null and ${IS_SHOWN}
        ${filters.length > 0 ? Prisma.join(filters, " ") : Prisma.empty}
        and (c.created_at, c.id) < (timestamptz 'epoch' + ${key.micros} * interval '1 microsecond',
          ${cursor === undefined ? LAST_UUID : key.id}::uuid)
      order by c.created_at desc, c.id desc limit ${limit + 1}`;
    const threads = await assemble(tx, principal, rows.slice(0, limit));
    const { next_cursor } = toPage(
      rows,
      limit,
      ({ micros, id }) => [micros, id],
      ({ id }) => id,
    );
    return { data: threads, next_cursor };
  });
}

/** One thread of the journey; undefined when there is none of ours, or nothing of it is left to be seen. */
export async function readThread(
  tx: Tx,
  principal: Principal,
  journeyId: string,
  threadId: string,
): Promise<ThreadResource | undefined> {
  const rows = await tx.$queryRaw<CommentRow[]>`
    select ${COMMENT_COLUMNS} from journey_comments c
    where c.id = ${threadId}::uuid and c.journey_id = ${journeyId}::uuid and c.workspace_id = ${principal.workspaceId}
      and c.thread_id is null and ${IS_SHOWN}`;
  return (await assemble(tx, principal, rows))[0];
}

/** First comments with their replies, in the order of the former. */
async function assemble(tx: Tx, principal: Principal, firsts: readonly CommentRow[]): Promise<ThreadResource[]> {
  if (firsts.length === 0) return [];
  const ids = firsts.map(({ id }) => id);
  const replies = await tx.$queryRaw<CommentRow[]>`
    select ${COMMENT_COLUMNS} from journey_comments c
    where c.thread_id = any(${ids}::uuid[]) and c.deleted_at is null order by c.created_at, c.id`;
  const repliesOf = Map.groupBy(replies, ({ thread_id }) => thread_id);
  const reads =
    principal.kind === "user"
      ? await tx.commentRead.findMany({ where: { userId: principal.userId, threadId: { in: ids } } })
      : [];
  const reader = {
    principal,
    named: await nameActors(tx, actorsIn([...firsts, ...replies])),
    readTo: new Map(reads.map(({ threadId, readAt }) => [threadId, readAt])),
  };
  return firsts.map((first) => presentThread(first, repliesOf.get(first.id) ?? [], reader));
}

function actorsIn(rows: readonly CommentRow[]): string[] {
  const actors = rows.flatMap(({ author, resolved_by, mentions }) => [
    author,
    ...(resolved_by === null ? [] : [resolved_by]),
    ...mentions.map((id) => `user:${id}`),
  ]);
  return [...new Set(actors)];
}
