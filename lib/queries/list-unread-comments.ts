import { Prisma } from "@/lib/db/generated/prisma/client";
import type { Tx } from "@/lib/db/with-workspace";

export type UnreadComments = {
  journey_id: string;
  journey_name: string;
  /** threads */
  count: number;
  /** of the newest comment */
  author: string;
  thread_id: string;
};

/**
 * Journeys with open threads in which somebody else has said something that a member has not read and that is for them: it mentions them, or
 * comes after a comment of theirs in the same thread. Those with the newest first.
 */
export function listUnreadComments(
  tx: Tx,
  workspaceId: number,
  userId: string,
  limit: number,
): Promise<UnreadComments[]> {
  const me = `user:${userId}`;
  const mine = Prisma.sql`exists (
    select from journey_comments own
    where (own.id = t.id or own.thread_id = t.id) and own.author = ${me} and own.deleted_at is null and own.created_at <= c.created_at)`;
  return tx.$queryRaw<UnreadComments[]>`
    select j.id as journey_id, j.name as journey_name, count(distinct said.thread)::int as count,
      (array_agg(said.author_name order by said.created_at desc))[1] as author,
      (array_agg(said.thread order by said.created_at desc))[1] as thread_id
    from (
      select t.journey_id, t.id as thread, c.created_at, coalesce(nullif(u.name, ''), u.email, k.name, 'Somebody') as author_name
      from journey_comments t
      join journey_comments c on c.id = t.id or c.thread_id = t.id
      left join comment_reads seen on seen.thread_id = t.id and seen.user_id = ${userId}
      left join users u on 'user:' || u.id = c.author
      left join api_keys k on 'key:' || k.id = c.author
      where t.workspace_id = ${workspaceId} and t.thread_id is null and t.resolved_at is null
        and c.deleted_at is null and c.author <> ${me} and (seen.read_at is null or c.created_at > seen.read_at)
        and (${userId} = any(c.mentions) or ${mine})
    ) said join journeys j on j.id = said.journey_id
    group by j.id order by max(said.created_at) desc limit ${limit}`;
}
