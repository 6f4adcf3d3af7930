import { actorOf, type Principal } from "@/lib/auth/principal";
import { BEGIN_INGESTION } from "@/lib/db/ingest.sql";
import { runTransaction } from "@/lib/db/run-transaction";
import { LOCK_SUBSCRIBERS_BY_EXTERNAL_ID } from "@/lib/db/subscribers.sql";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";
import { hintSegments, hintWalk } from "@/lib/queue/hint";
import { changeMembers } from "./change-members";
import { readIngestWorkspace } from "./ingest-workspace";

export type ChangedSegmentMembers =
  | { ok: true; changed: number; unknown: string[] }
  | { ok: false; reason: "not_found" | "not_manual" };

/**
 * Puts people into a manual segment, or takes them out, by their external ids. Journeys that start with it, or with leaving it, take in
 * whoever really came or went.
 */
export async function changeSegmentMembers(
  principal: Principal,
  segmentId: string,
  { externalIds, join }: { externalIds: readonly string[]; join: boolean },
): Promise<ChangedSegmentMembers> {
  const { workspaceId } = principal;
  const segment = await withWorkspace(workspaceId, (tx) =>
    tx.segment.findFirst({ where: { id: segmentId, workspaceId }, select: { kind: true } }),
  );
  if (!segment) return { ok: false, reason: "not_found" };
  if (segment.kind !== "manual") return { ok: false, reason: "not_manual" };
  const wanted = [...new Set(externalIds)];
  const done = await runTransaction(async (client) => {
    const workspace = await readIngestWorkspace(client, workspaceId);
    const { rows } = await client.query<{ id: string; external_id: string }>(LOCK_SUBSCRIBERS_BY_EXTERNAL_ID, [
      workspaceId,
      wanted,
    ]);
    const known = new Set(rows.map(({ external_id }) => external_id));
    const changes = rows.map(({ id }) => ({ segmentId, subscriberId: id, join }));
    return { ...(await changeMembers(client, workspace, changes)), unknown: wanted.filter((id) => !known.has(id)) };
  }, BEGIN_INGESTION);
  if (done.shards.size > 0) hintWalk(done.shards);
  if (done.segments) hintSegments();
  const changed = done.joined + done.left;
  if (changed > 0) {
    const action = join ? "segment.members_added" : "segment.members_removed";
    const line = { workspaceId, actor: actorOf(principal), action, target: segmentId, data: { changed } };
    await withWorkspace(workspaceId, (tx) => writeAudit(tx, line));
  }
  return { ok: true, changed, unknown: done.unknown };
}
