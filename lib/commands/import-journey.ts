import type { IfMatch } from "@/lib/api/if-match";
import { parseJourneyFile } from "@/lib/api/parse-journey-file";
import type { FieldError } from "@/lib/api/problem";
import type { ImportPlan, ImportRequest, JourneyFile } from "@/lib/api/schemas/journey-file";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { Prisma } from "@/lib/db/generated/prisma/client";
import { type Tx, withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";
import { mentionsStanding } from "@/lib/journey/standing-paths";
import { testToJson } from "@/lib/journey/test-to-json";
import { hintSegments } from "@/lib/queue/hint";
import { enableScores } from "./enable-scores";
import { type ImportPlanned, type PlannedImport, planImport } from "./plan-import";
import { MARK_ALL_DIRTY } from "./update-segment";

export type ImportedJourney =
  | { ok: true; plan: ImportPlan }
  | { ok: false; reason: "not_found" | "archived" }
  /** somebody saved the journey meanwhile: `revision` is what is there now */
  | { ok: false; reason: "stale"; revision: number }
  | { ok: false; reason: "invalid"; errors: FieldError[] };

/**
 * Makes what a file says so: the journey's draft, its tests, and the segments and templates it needs. All of it or, with any problem that
 * no draft may have, nothing. With `dry_run` it only says what it would do. The live version is not touched. `revision`: what the journey of
 * `journey_id` must be at.
 */
export async function importJourney(
  principal: Principal,
  wanted: ImportRequest,
  revision: IfMatch = "any",
): Promise<ImportedJourney> {
  const parsed = parseJourneyFile(wanted.text === undefined ? { value: wanted.file } : { text: wanted.text });
  if (!parsed.ok) return { ok: false, reason: "invalid", errors: parsed.errors };
  const done = await planAndApply(principal, parsed.file, wanted, revision);
  if (!done.ok) return done;
  const segmentsMoved = !wanted.dry_run && done.plan.segments.some(({ action }) => action !== "unchanged");
  if (segmentsMoved) hintSegments();
  return { ok: true, plan: { ...done.plan, applied: !wanted.dry_run } };
}

async function planAndApply(
  principal: Principal,
  file: JourneyFile,
  wanted: ImportRequest,
  revision: IfMatch,
): Promise<ImportPlanned | Extract<ImportedJourney, { reason: "stale" }>> {
  const { workspaceId } = principal;
  try {
    return await withWorkspace(workspaceId, async (tx) => {
      const { journey_id: id } = wanted;
      const there = revision === "any" || id === undefined ? undefined : await lockRevision(tx, workspaceId, id);
      if (there !== undefined && there !== revision) return { ok: false, reason: "stale", revision: there };
      const planned = await planImport(tx, workspaceId, file, wanted);
      if (planned.ok && !wanted.dry_run) await apply(tx, principal, planned);
      return planned;
    });
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== "P2002") throw error;
    const message = "a segment would be called like another one of this workspace";
    return { ok: false, reason: "invalid", errors: [{ path: "segments", message }] };
  }
}

/** What the journey is at, which stays so until the transaction ends. Undefined: there is none such. */
async function lockRevision(tx: Tx, workspaceId: number, id: string): Promise<number | undefined> {
  const [row] = await tx.$queryRaw<{ revision: number }[]>`
    select revision from journeys where id = ${id}::uuid and workspace_id = ${workspaceId} for no key update`;
  return row?.revision;
}

async function apply(tx: Tx, principal: Principal, planned: PlannedImport): Promise<void> {
  await applySegments(tx, principal.workspaceId, planned);
  await applyTemplates(tx, principal.workspaceId, planned);
  await applyJourney(tx, principal, planned);
  await applyTests(tx, principal.workspaceId, planned);
}

/** New people of a segment come in by the segments queue, like after any other change of a condition. */
async function applySegments(tx: Tx, workspaceId: number, { plan, targets, file }: PlannedImport): Promise<void> {
  const moved = plan.segments.filter(({ action }) => action === "create" || action === "update");
  for (const { key, action } of moved) {
    const [segment, target] = [file.segments[key], targets.segments.get(key)];
    if (!segment || !target) continue;
    const { name, description, condition } = segment;
    const kind = condition ? "dynamic" : "manual";
    const data = { name, description, kind, condition: condition ?? Prisma.DbNull };
    if (action === "create") await tx.segment.create({ data: { id: target.id, workspaceId, ...data } });
    else await tx.segment.update({ where: { id: target.id }, data: { ...data, revision: { increment: 1 } } });
  }
  if (moved.length === 0) return;
  await tx.workspace.update({ where: { id: workspaceId }, data: { triggerEpoch: { increment: 1 } } });
  await tx.$executeRawUnsafe(MARK_ALL_DIRTY, workspaceId);
  if (moved.some(({ key }) => mentionsStanding(file.segments[key]?.condition))) await enableScores(tx, workspaceId);
}

async function applyTemplates(tx: Tx, workspaceId: number, { plan, targets, file }: PlannedImport): Promise<void> {
  for (const { key, action } of plan.templates) {
    const [template, target] = [file.templates[key], targets.templates.get(key)];
    if (!template || !target) continue;
    const { name, kind, document } = template;
    if (action === "create")
      await tx.template.create({ data: { id: target.id, workspaceId, name, channel: kind, document } });
    if (action === "update")
      await tx.template.update({ where: { id: target.id }, data: { name, document, revision: { increment: 1 } } });
  }
}

async function applyJourney(tx: Tx, principal: Principal, { plan, targets, file }: PlannedImport): Promise<void> {
  const { workspaceId } = principal;
  const { id } = targets.journey;
  const { name, description, settings, graph } = file.journey;
  const data = { name, description, settings, graph };
  if (plan.journey.action === "create") await tx.journey.create({ data: { id, workspaceId, ...data } });
  if (plan.journey.action === "update")
    await tx.journey.update({ where: { id }, data: { ...data, revision: { increment: 1 } } });
  const { segments, templates, tests } = plan;
  const touched = (things: ImportPlan["segments"]) =>
    things.filter(({ action }) => action === "create" || action === "update").map(({ name: thing }) => thing);
  const line = { workspaceId, actor: actorOf(principal), action: "journey.imported", target: id };
  const what = { name, segments: touched(segments), templates: touched(templates), tests: { ...tests } };
  await writeAudit(tx, { ...line, data: { ...what, action: plan.journey.action } });
}

async function applyTests(tx: Tx, workspaceId: number, { plan, targets, file }: PlannedImport): Promise<void> {
  const journeyId = targets.journey.id;
  await tx.journeyTest.deleteMany({ where: { journeyId, name: { in: plan.tests.delete } } });
  const changed = new Set([...plan.tests.create, ...plan.tests.update]);
  for (const { name, ...test } of file.tests) {
    if (!changed.has(name)) continue;
    const definition = testToJson(test);
    await tx.journeyTest.upsert({
      where: { journeyId_name: { journeyId, name } },
      create: { workspaceId, journeyId, name, definition },
      update: { definition },
    });
  }
}
