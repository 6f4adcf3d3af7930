import type { Principal } from "@/lib/auth/principal";
import type { Tx } from "@/lib/db/with-workspace";

export type LockedComment = {
  id: string;
  thread_id: string | null;
  step_name: string | null;
  author: string;
  mentions: string[];
  resolved_at: Date | null;
  deleted_at: Date | null;
};

/** A comment of the journey, deleted ones too, held until the transaction ends; undefined when there is none of ours. */
export async function lockComment(
  tx: Tx,
  principal: Principal,
  journeyId: string,
  id: string,
): Promise<LockedComment | undefined> {
  const [comment] = await tx.$queryRaw<LockedComment[]>`
    select id, thread_id, step_name, author, mentions, resolved_at, deleted_at from journey_comments
    where id = ${id}::uuid and journey_id = ${journeyId}::uuid and workspace_id = ${principal.workspaceId} for update`;
  return comment;
}
