import type { Tx } from "@/lib/db/with-workspace";
import type { DraftContent } from "./draft-content";

/**
 * The member ("user:<id>") who was the last to change what the draft says: its steps, settings, mails or their reusable blocks. What keys have saved
 * is passed over; null when no member has saved any of it. As code hosts have it for the last pusher: these are their own words.
 */
export async function findLastSaver(
  tx: Tx,
  workspaceId: number,
  journeyId: string,
  { templates, blocks }: DraftContent,
): Promise<string | null> {
  const targets = [journeyId, ...Object.keys(templates), ...Object.keys(blocks)];
  const [last] = await tx.$queryRaw<{ actor: string }[]>`
    select newest.actor from unnest(${targets}::text[]) as t (target), lateral (
      select l.id, l.actor from audit_log l
      where l.workspace_id = ${workspaceId} and l.target = t.target and l.actor like 'user:%'
        and l.action in ('journey.created', 'journey.saved', 'journey.imported', 'journey.duplicated', 'template.created', 'template.saved')
        and not l.data @> '{"content": false}'
      order by l.id desc limit 1
    ) newest
    order by newest.id desc limit 1`;
  return last?.actor ?? null;
}
