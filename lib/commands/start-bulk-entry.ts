import { randomUUID } from "node:crypto";
import type { BulkEntryResource, BulkSource } from "@/lib/api/schemas/bulk-entry";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { SOURCE_OF_ENDED } from "@/lib/db/bulk-entries.sql";
import { Prisma } from "@/lib/db/generated/prisma/client";
import { withWorkspace } from "@/lib/db/with-workspace";
import { clockNow } from "@/lib/db/workspace-clock";
import { writeAudit } from "@/lib/db/write-audit";
import type { JsonObject } from "@/lib/journey/json";
import { previewBulkEntry } from "@/lib/queries/preview-bulk-entry";
import { hintTriggers } from "@/lib/queue/hint";

export type StartedBulkEntry =
  | { ok: true; id: string }
  | { ok: false; reason: "journey_not_found" | "not_active" | "segment_not_found" };

/**
 * Asks for many people to be put into a journey's live version. A worker does it in batches; readBulkEntry says how far it is. Re-entry,
 * eligibility and consent hold for each of them as for every way in.
 */
export async function startBulkEntry(
  principal: Principal,
  journeyId: string,
  wanted: { source: BulkSource; properties: JsonObject },
): Promise<StartedBulkEntry> {
  const { workspaceId } = principal;
  const { source } = wanted;
  const preview = await previewBulkEntry(workspaceId, journeyId, source, "live");
  const id = randomUUID();
  const started = await withWorkspace(workspaceId, async (tx): Promise<StartedBulkEntry> => {
    const journey = await tx.journey.findFirst({ where: { id: journeyId, workspaceId } });
    if (!journey) return { ok: false, reason: "journey_not_found" };
    if (!preview || journey.status !== "active") return { ok: false, reason: "not_active" };
    if (source.kind === "segment" && !(await tx.segment.findFirst({ where: { id: source.segment_id } })))
      return { ok: false, reason: "segment_not_found" };
    const now = new Date(clockNow(await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } })));
    const total = source.kind === "ids" ? preview.total + preview.unknown_total : preview.total;
    await tx.$executeRaw`
      insert into bulk_entries (id, workspace_id, journey_id, source, properties, status, total, created_by, created_at)
      values (${id}::uuid, ${workspaceId}, ${journeyId}::uuid, ${JSON.stringify(source)}::jsonb,
        ${JSON.stringify(wanted.properties)}::jsonb, 'running', ${total}, ${actorOf(principal)}, ${now})`;
    const data = { source: source.kind, total };
    await writeAudit(tx, {
      workspaceId,
      actor: actorOf(principal),
      action: "journey.people_added",
      target: journeyId,
      data,
    });
    return { ok: true, id };
  });
  if (started.ok) hintTriggers();
  return started;
}

/** Stops it where it is; who has entered stays in. False: there is none under way of this id. */
export async function stopBulkEntry(
  principal: Principal,
  journeyId: string,
  id: BulkEntryResource["id"],
): Promise<boolean> {
  const { workspaceId } = principal;
  return withWorkspace(workspaceId, async (tx) => {
    const now = new Date(clockNow(await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } })));
    const stopped = await tx.$executeRaw`
      update bulk_entries set status = 'stopped', ended_at = ${now}, source = ${Prisma.raw(SOURCE_OF_ENDED)}
      where id = ${id}::uuid and journey_id = ${journeyId}::uuid and status = 'running'`;
    if (stopped === 0) return false;
    const line = { workspaceId, actor: actorOf(principal), action: "journey.people_stopped", target: journeyId };
    await writeAudit(tx, { ...line, data: { id } });
    return true;
  });
}
