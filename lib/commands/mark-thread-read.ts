import { withWorkspace } from "@/lib/db/with-workspace";

/** Notes that a member has seen a thread up to the comment made at `until`; never takes it back. False: no such thread of ours. */
export function markThreadRead(
  { workspaceId, userId }: { workspaceId: number; userId: string },
  journeyId: string,
  threadId: string,
  until: Date,
): Promise<boolean> {
  return withWorkspace(workspaceId, async (tx) => {
    const thread = { id: threadId, journeyId, workspaceId, threadId: null };
    if ((await tx.journeyComment.count({ where: thread })) === 0) return false;
    // What is still to be said cannot have been seen.
    await tx.$executeRaw`
      insert into comment_reads (thread_id, user_id, workspace_id, read_at)
      values (${threadId}::uuid, ${userId}, ${workspaceId}, least(${until}::timestamptz, clock_timestamp()))
      on conflict (thread_id, user_id) do update set read_at = greatest(comment_reads.read_at, excluded.read_at)`;
    return true;
  });
}
