import type { CommentMarks } from "@/lib/api/schemas/comment";
import type { Tx } from "@/lib/db/with-workspace";

/**
 * How many threads are open at each step, and whether anything has changed. Every change has a number of its own (the database's trigger),
 * so their sum differs after any of them, in whatever order they commit.
 */
export async function readCommentMarks(tx: Tx, journeyId: string): Promise<CommentMarks> {
  const rows = await tx.$queryRaw<{ node_id: string | null; threads: number; comments: string; changes: string }[]>`
    select c.node_id, count(*) filter (where c.thread_id is null and c.resolved_at is null and (c.deleted_at is null
        or exists (select from journey_comments r where r.thread_id = c.id and r.deleted_at is null)))::int as threads,
      count(*)::text as comments, sum(c.change)::text as changes
    from journey_comments c where c.journey_id = ${journeyId}::uuid group by c.node_id order by c.node_id nulls first`;
  return {
    stamp: rows.map(({ comments, changes }) => `${comments}.${changes}`).join(" "),
    open: rows.flatMap(({ node_id, threads }) => (threads > 0 ? [{ node_id, threads }] : [])),
  };
}
