import type { PublishRequest } from "@/lib/api/schemas/journey";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { pool } from "@/lib/db/pool";
import { type Tx, withWorkspace } from "@/lib/db/with-workspace";
import { clockNow } from "@/lib/db/workspace-clock";
import { asksStanding } from "@/lib/email/asks-standing";
import type { CompiledEmail } from "@/lib/email/compiled-email";
import { checkGraph } from "@/lib/engine/check-graph";
import type { MigrationProblem } from "@/lib/engine/migration-rules";
import { type Graph, graphSchema } from "@/lib/journey/graph";
import type { JsonObject } from "@/lib/journey/json";
import type { Problem } from "@/lib/journey/problem";
import { type JourneySettings, journeySettingsSchema } from "@/lib/journey/settings";
import { mentionsStanding } from "@/lib/journey/standing-paths";
import type { DraftContent } from "@/lib/queries/draft-content";
import { mailsOf, readDraftContent } from "@/lib/queries/read-draft-content";
import { readGraphWorld } from "@/lib/queries/read-graph-world";
import { hintJourneys, hintTriggers, hintWalk } from "@/lib/queue/hint";
import { checkApproval } from "./check-approval";
import { closeApproval } from "./close-approval";
import { compileJourneyEmails, type PublishedTemplate, templatesUsed } from "./compile-journey-emails";
import { enableScores } from "./enable-scores";
import { failingTests } from "./failing-tests";
import { lockJourney } from "./lock-journey";
import { planMigration, startMigration } from "./plan-migration";
import { rewriteTriggers } from "./rewrite-triggers";
import { unparkPeople } from "./unpark-people";

export type Published =
  | { ok: true; versionId: number; number: number; warnings: Problem[]; moving: number }
  | { ok: false; reason: "not_found" | "archived" }
  | { ok: false; reason: "invalid"; problems: Problem[] }
  /** stale: what the author decided on has changed meanwhile. refused: the plan does not fit the versions */
  | { ok: false; reason: "stale" | "refused"; problems: MigrationProblem[] };

type Draft = { id: string; name: string; status: string; graph: Graph; settings: JourneySettings };

/** The templates under locks: their numbers are given one at a time, also when two journeys that share a mail are published at once. */
async function lockTemplates(tx: Tx, workspaceId: number, ids: string[]) {
  await tx.$queryRaw`
    select id from templates where workspace_id = ${workspaceId} and id = any(${ids}::uuid[]) order by id for no key update`;
  const templates = await tx.template.findMany({
    where: { workspaceId, id: { in: ids } },
    select: { id: true, document: true },
  });
  return new Map(templates.map((t) => [t.id, t]));
}

/** One immutable copy of every template as it is published now; none when the last copy says the same. */
async function freezeTemplates(tx: Tx, workspaceId: number, templates: Iterable<PublishedTemplate>): Promise<void> {
  for (const { id, document } of templates) {
    await tx.$executeRaw`
      insert into template_versions (workspace_id, template_id, number, document)
      select ${workspaceId}, ${id}::uuid, coalesce(max(number), 0) + 1, ${JSON.stringify(document)}::jsonb
      from template_versions where template_id = ${id}::uuid
      having (array_agg(document order by number desc))[1] is distinct from ${JSON.stringify(document)}::jsonb`;
  }
}

async function createVersion(
  tx: Tx,
  principal: Principal,
  draft: Draft,
  emails: Record<string, CompiledEmail>,
  note: JsonObject,
  dryRun: { dryRunSince?: Date },
): Promise<{ id: number; number: number }> {
  const { workspaceId } = principal;
  const last = await tx.journeyVersion.aggregate({ where: { journeyId: draft.id }, _max: { number: true } });
  const version = await tx.journeyVersion.create({
    data: {
      workspaceId,
      journeyId: draft.id,
      number: (last._max.number ?? 0) + 1,
      graph: draft.graph,
      settings: draft.settings,
      emails,
      publishedBy: actorOf(principal),
    },
    select: { id: true, number: true },
  });
  await tx.journey.update({
    where: { id: draft.id },
    data: { status: "active", liveVersionId: version.id, ...dryRun },
  });
  const workspace = await tx.workspace.update({ where: { id: workspaceId }, data: { triggerEpoch: { increment: 1 } } });
  await rewriteTriggers(tx, workspaceId, draft, version.id, clockNow(workspace));
  await tx.auditEntry.create({
    data: {
      workspaceId,
      actor: actorOf(principal),
      action: "journey.published",
      target: draft.id,
      data: { number: version.number, name: draft.name, ...note },
    },
  });
  return version;
}

/**
 * Whether the tests of the journey and, where the workspace wants it, somebody else's approval let this content pass, or an owner passes them
 * over; `note` is what the audit log keeps of it.
 */
async function passGuards(
  tx: Tx,
  principal: Principal,
  draft: Draft,
  content: DraftContent,
  emails: Record<string, CompiledEmail>,
  { override_tests, override_approval }: PublishRequest,
): Promise<{ ok: true; note: JsonObject } | { ok: false; problems: Problem[] }> {
  const { workspaceId } = principal;
  const failing = await failingTests(tx, workspaceId, draft, emails);
  const approval = await checkApproval(tx, principal, draft.id, content);
  const problems = [
    ...(override_tests ? [] : failing),
    ...(override_approval || approval.ok ? [] : [approval.problem]),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const note: JsonObject = {
    ...(failing.length > 0 && override_tests
      ? { tests_failing: failing.length, override_reason: override_tests.reason }
      : {}),
    ...(approval.ok ? approval.note : { unapproved_reason: override_approval?.reason ?? "" }),
  };
  return { ok: true, note };
}

async function publishLocked(
  tx: Tx,
  principal: Principal,
  journeyId: string,
  wanted: PublishRequest,
): Promise<Published> {
  const { workspaceId } = principal;
  const journey = await lockJourney(tx, workspaceId, journeyId);
  if (!journey) return { ok: false, reason: "not_found" };
  if (journey.status === "archived") return { ok: false, reason: "archived" };
  if (wanted.revision !== undefined && wanted.revision !== journey.revision) {
    const message = `the draft was saved meanwhile; its revision is ${journey.revision} now`;
    return { ok: false, reason: "stale", problems: [{ path: "revision", message }] };
  }
  const graph = graphSchema.parse(journey.graph);
  const settings = journeySettingsSchema.parse(journey.settings);
  const problems = checkGraph(graph, settings, await readGraphWorld(tx, workspaceId, journey.id));
  if (problems.some((p) => p.severity === "error")) return { ok: false, reason: "invalid", problems };

  const templates = await lockTemplates(tx, workspaceId, templatesUsed(graph));
  const content = await readDraftContent(tx, workspaceId, journey, [...templates.values()]);
  const compiled = await compileJourneyEmails(tx, workspaceId, graph, templates, { frozen: mailsOf(content) });
  const all = [...problems, ...compiled.problems];
  if (all.some((p) => p.severity === "error")) return { ok: false, reason: "invalid", problems: all };
  const draft = { id: journey.id, name: journey.name, status: journey.status, graph, settings };
  const guarded = await passGuards(tx, principal, draft, content, compiled.emails, wanted);
  if (!guarded.ok) return { ok: false, reason: "invalid", problems: [...all, ...guarded.problems] };
  const { note } = guarded;
  const planned = await planMigration(tx, workspaceId, journeyId, graph, wanted.migration);
  if (!planned.ok) return planned;
  const begins = wanted.dry_run === true && journey.dryRunSince === null;
  const clock = begins && (await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } }));
  const dryRun = clock ? { dryRunSince: new Date(clockNow(clock)) } : {};
  const audit = { ...note, ...(begins ? { dry_run: true } : {}) };
  await freezeTemplates(tx, workspaceId, templates.values());
  const version = await createVersion(tx, principal, draft, compiled.emails, audit, dryRun);
  await closeApproval(tx, journeyId);
  if (mentionsStanding([graph, settings]) || Object.values(compiled.emails).some(asksStanding))
    await enableScores(tx, workspaceId);
  const moving = { workspaceId, journeyId, versionId: version.id };
  if (planned.rules.length > 0) await startMigration(tx, moving, planned);
  return { ok: true, versionId: version.id, number: version.number, warnings: all, moving: planned.people };
}

/**
 * Freezes the draft as the next version and puts it live: new entries walk it from now on, people inside finish the version they
 * entered unless the migration says otherwise, which the worker carries out. A paused journey becomes active and its people go on, once those
 * who are to be moved have been. Nothing is written when the draft has an error, the plan does not fit, a test of the
 * journey fails or an approval is needed and not there; `override_tests` and `override_approval` (whether one may is the caller's check) publish
 * all the same and keep the reason in the audit log.
 */
export async function publishJourney(
  principal: Principal,
  journeyId: string,
  wanted: PublishRequest = {},
): Promise<Published> {
  const { workspaceId } = principal;
  const published = await withWorkspace(workspaceId, (tx) => publishLocked(tx, principal, journeyId, wanted));
  if (!published.ok) return published;
  if (published.moving > 0) hintJourneys();
  else hintWalk(await unparkPeople(pool(), workspaceId, journeyId));
  hintTriggers();
  return published;
}
