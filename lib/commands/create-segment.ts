import type { SegmentCreate } from "@/lib/api/schemas/segment";
import { conditionSql } from "@/lib/audience/condition-sql";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { Prisma } from "@/lib/db/generated/prisma/client";
import { markDiffering } from "@/lib/db/segments.sql";
import { withWorkspace } from "@/lib/db/with-workspace";
import { clockNow } from "@/lib/db/workspace-clock";
import { writeAudit } from "@/lib/db/write-audit";
import type { Condition } from "@/lib/journey/condition";
import { mentionsStanding } from "@/lib/journey/standing-paths";
import { hintSegments, hintTriggers } from "@/lib/queue/hint";
import { log } from "@/lib/queue/log";
import { enableScores } from "./enable-scores";
import { MARK_ALL_DIRTY } from "./update-segment";

/** Up to here a new segment is filled before the answer; beyond, or when it takes longer than that, the segments queue fills it. */
const FILL_AT_ONCE_MAX = 100_000;
const FILL_AT_ONCE_MS = 8_000;

export type CreatedSegment =
  | { ok: true; id: string }
  | { ok: false; reason: "name_taken" }
  /** the condition asks about something that only a journey knows */
  | { ok: false; reason: "unusable_condition"; path: string; message: string };

/**
 * A segment with everybody its condition holds for; without a condition an empty one to put people into. Nobody "enters" it by this: it is not an event in their lives that
 * somebody defined a segment. `fillMs`: how long filling it may hold up the answer.
 */
export async function createSegment(
  principal: Principal,
  wanted: SegmentCreate,
  fillMs = FILL_AT_ONCE_MS,
): Promise<CreatedSegment> {
  const { workspaceId } = principal;
  const { name, description, condition } = wanted;
  const usable = condition && conditionSql(condition, { workspaceId, now: 0 });
  if (usable && !usable.ok)
    return { ok: false, reason: "unusable_condition", path: usable.path, message: usable.message };
  let id: string;
  try {
    // Its own transaction: from its commit on every change of a person looks at this segment, so that filling misses nobody.
    id = await withWorkspace(workspaceId, async (tx) => {
      const kind = condition ? { kind: "dynamic", condition } : { kind: "manual" };
      const made = await tx.segment.create({ data: { workspaceId, name, description, ...kind } });
      await tx.workspace.update({ where: { id: workspaceId }, data: { triggerEpoch: { increment: 1 } } });
      if (condition && mentionsStanding(condition)) await enableScores(tx, workspaceId);
      const line = { workspaceId, actor: actorOf(principal), action: "segment.created", target: made.id };
      await writeAudit(tx, { ...line, data: { name } });
      return made.id;
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
      return { ok: false, reason: "name_taken" };
    throw error;
  }
  if (condition) await fillOrLeave(workspaceId, id, condition, fillMs);
  if (mentionsStanding(condition)) hintTriggers();
  return { ok: true, id };
}

/** The segment is there already: whatever keeps it from being filled now must not leave it empty. */
async function fillOrLeave(workspaceId: number, id: string, condition: Condition, fillMs: number): Promise<void> {
  const done = async () => {
    if (!(await fill(workspaceId, id, condition, fillMs))) return false;
    if ((await markWhoChanged(workspaceId, id, condition, fillMs)) > 0) hintSegments();
    return true;
  };
  const filled = await done().catch((error: unknown) => {
    log.warn({ err: error, segment: id }, "a new segment could not be filled at once; the queue fills it");
    return false;
  });
  if (filled) return;
  await withWorkspace(workspaceId, (tx) => tx.$executeRawUnsafe(MARK_ALL_DIRTY, workspaceId));
  hintSegments();
}

/** False: there are too many people to do it now. */
function fill(workspaceId: number, id: string, condition: Condition, fillMs: number): Promise<boolean> {
  return withWorkspace(workspaceId, async (tx) => {
    await tx.$executeRawUnsafe(`set local statement_timeout = ${fillMs}`);
    const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    const now = clockNow(workspace);
    const compiled = conditionSql(condition, { workspaceId, now, firstParameter: 4 });
    if (!compiled.ok) throw new Error("a condition that was usable is not any more");
    if ((await tx.subscriber.count({ where: { workspaceId } })) > FILL_AT_ONCE_MAX) return false;
    await tx.$executeRawUnsafe(
      `insert into segment_members (segment_id, subscriber_id, workspace_id, entered_at)
       select $1::uuid, s.id, s.workspace_id, $3::timestamptz from subscribers s
       where s.workspace_id = $2 and (${compiled.text}) on conflict do nothing`,
      id,
      workspaceId,
      new Date(now),
      ...compiled.values,
    );
    return true;
  });
}

/** Whoever changed while it was being filled was looked at before their membership was there to be seen. Answers how many they are. */
function markWhoChanged(workspaceId: number, id: string, condition: Condition, withinMs: number): Promise<number> {
  return withWorkspace(workspaceId, async (tx) => {
    await tx.$executeRawUnsafe(`set local statement_timeout = ${withinMs}`);
    const now = clockNow(await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } }));
    const compiled = conditionSql(condition, { workspaceId, now, firstParameter: 3 });
    if (!compiled.ok) throw new Error("a condition that was usable is not any more");
    return tx.$executeRawUnsafe(markDiffering(compiled.text), workspaceId, id, ...compiled.values);
  });
}
