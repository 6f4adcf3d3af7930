import type { IfMatch } from "@/lib/api/if-match";
import { type WorkspacePatch, workspaceSettingsSchema } from "@/lib/api/schemas/workspace";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { END_LINE } from "@/lib/db/mail-rates.sql";
import { type Tx, withWorkspace } from "@/lib/db/with-workspace";
import { clockNow } from "@/lib/db/workspace-clock";
import { writeAudit } from "@/lib/db/write-audit";
import { hintDeliver, hintTriggers } from "@/lib/queue/hint";
import { reckonTimersAgain } from "./sync-timers";

export type UpdatedWorkspace =
  | { ok: true }
  /** somebody saved meanwhile, and `revision` is what is there now */
  | { ok: false; reason: "stale"; revision: number }
  /** an API key does not decide whether publishing needs a person's approval */
  | { ok: false; reason: "not_for_keys" };

/**
 * Changes name, time zone, settings or the rule of approval of the workspace over the revision that was seen; each given field replaces the old one. The guarded
 * update decides between two authors.
 */
export async function updateWorkspace(
  principal: Principal,
  patch: WorkspacePatch,
  revision: IfMatch = "any",
): Promise<UpdatedWorkspace> {
  const { workspaceId } = principal;
  const { shards, ...updated } = await withWorkspace(workspaceId, (tx) => update(tx, principal, patch, revision));
  hintDeliver(shards);
  if (updated.ok && patch.timezone !== undefined) hintTriggers();
  return updated;
}

/** `shards`: where mails are due that stood in line by a limit that has changed. */
async function update(
  tx: Tx,
  principal: Principal,
  patch: WorkspacePatch,
  revision: IfMatch,
): Promise<UpdatedWorkspace & { shards: Set<number> }> {
  const { workspaceId } = principal;
  const shards = new Set<number>();
  const before = await tx.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { settings: true, publishNeedsApproval: true },
  });
  const { publish_needs_approval: rule = before.publishNeedsApproval, ...fields } = patch;
  const ruleChanges = rule !== before.publishNeedsApproval;
  if (ruleChanges && principal.kind === "key") return { ok: false, reason: "not_for_keys", shards };
  const { count } = await tx.workspace.updateMany({
    where: { id: workspaceId, ...(revision === "any" ? {} : { revision }) },
    data: { ...fields, ...(ruleChanges ? { publishNeedsApproval: rule } : {}), revision: { increment: 1 } },
  });
  const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  if (count === 0) return { ok: false, reason: "stale", revision: workspace.revision, shards };
  if (patch.timezone !== undefined) await reckonTimersAgain(tx, workspaceId, clockNow(workspace));
  await writeAudit(tx, {
    workspaceId,
    actor: actorOf(principal),
    action: "workspace.updated",
    target: String(workspaceId),
    data: { fields: Object.keys(patch), ...(ruleChanges ? { publish_needs_approval: rule } : {}) },
  });
  const limit = workspaceSettingsSchema.parse(before.settings).mails_per_second;
  if (patch.settings !== undefined && patch.settings.mails_per_second !== limit) {
    const ended = await tx.$queryRawUnsafe<{ shard: number }[]>(END_LINE, workspaceId);
    for (const { shard } of ended) shards.add(shard);
  }
  return { ok: true, shards };
}
