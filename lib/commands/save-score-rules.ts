import { isDeepStrictEqual } from "node:util";
import type { IfMatch } from "@/lib/api/if-match";
import type { FieldError } from "@/lib/api/problem";
import type { ScoringWrite } from "@/lib/api/schemas/scoring";
import { conditionSql } from "@/lib/audience/condition-sql";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { scoreRulesOf, scoreRulesRow } from "@/lib/db/score-rules-row";
import { type Tx, withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";
import { checkCondition } from "@/lib/journey/check-condition";
import { rulesLookedAt, STAGE } from "@/lib/journey/find-circle";
import type { LifecycleRules } from "@/lib/journey/lifecycle-rules";
import { scoreRulesSchema } from "@/lib/journey/score-rules";
import { mentionsStanding } from "@/lib/journey/standing-paths";
import { scoresUsedBy } from "@/lib/queries/read-scoring";
import { hintSegments, hintTriggers } from "@/lib/queue/hint";
import { circleOfRules } from "./circle-of-rules";
import { MARK_ALL_DIRTY } from "./update-segment";

export type SavedScoreRules =
  | { ok: true }
  /** switching off would leave these without scores */
  | { ok: false; reason: "in_use"; names: string[] }
  /** somebody saved meanwhile: `revision` is what is there now */
  | { ok: false; reason: "stale"; revision: number }
  | { ok: false; reason: "unusable_condition"; errors: FieldError[] };

/** Rules of stages look at neither stages nor segments, which could go round for ever: those that do, with the circle where there is one already. */
async function dependent(tx: Tx, workspaceId: number, lifecycle: LifecycleRules): Promise<FieldError[]> {
  const errors: FieldError[] = [];
  for (const [i, rule] of lifecycle.entries()) {
    const [on] = rulesLookedAt(rule.condition);
    if (on === undefined) continue;
    const circle = await circleOfRules(tx, workspaceId, { lifecycle: [rule] });
    const segment = on === STAGE ? null : await tx.segment.findFirst({ where: { id: on, workspaceId } });
    const alone = `A stage cannot look at a segment${segment ? ` (“${segment.name}”)` : ""}: give it the segment’s rules instead.`;
    errors.push({ path: `lifecycle.${i}.condition`, message: `${rule.stage}: ${circle?.message ?? alone}` });
  }
  return errors;
}

function unusable(workspaceId: number, { enabled, lifecycle }: ScoringWrite): FieldError[] {
  return lifecycle.flatMap(({ condition }, i) => {
    const sql = conditionSql(condition, { workspaceId, now: 0 });
    const [unfinished] = checkCondition(condition);
    const off = !enabled && mentionsStanding(condition) ? "Switch scores on: this stage looks at them." : undefined;
    const message = (sql.ok ? unfinished : sql.message) ?? off;
    return message === undefined ? [] : [{ path: `lifecycle.${i}.condition`, message }];
  });
}

/**
 * Replaces how people are scored and staged, over the revision that was seen. With other rules everybody is scored anew from what they did, by a worker, and nobody enters a
 * journey by it; with other stages everybody's stage is looked at again, which starts journeys as any change of a person does.
 */
export async function saveScoreRules(
  principal: Principal,
  wanted: ScoringWrite,
  revision: IfMatch = "any",
): Promise<SavedScoreRules> {
  const { workspaceId } = principal;
  const errors = unusable(workspaceId, wanted);
  if (errors.length > 0) return { ok: false, reason: "unusable_condition", errors };
  const saved = await withWorkspace(workspaceId, (tx) => save(tx, principal, wanted, revision));
  if (saved.ok) {
    hintTriggers();
    hintSegments();
  }
  return saved;
}

async function save(
  tx: Tx,
  principal: Principal,
  { enabled, rules, lifecycle }: ScoringWrite,
  revision: IfMatch,
): Promise<SavedScoreRules> {
  const { workspaceId } = principal;
  const before = await lockRules(tx, workspaceId);
  if (revision !== "any" && revision !== before.revision)
    return { ok: false, reason: "stale", revision: before.revision };
  const errors = await dependent(tx, workspaceId, lifecycle);
  if (errors.length > 0) return { ok: false, reason: "unusable_condition", errors };
  const names = before.enabled && !enabled ? await scoresUsedBy(tx, workspaceId) : [];
  if (names.length > 0) return { ok: false, reason: "in_use", names };
  const same = before.enabled === enabled && isDeepStrictEqual(scoreRulesOf(before), rules);
  const build = same ? {} : { builtTo: 0n, peopleDone: 0, peopleTotal: null };
  const data = { enabled, ...scoreRulesRow(rules), lifecycle, ...build, updatedAt: new Date() };
  await tx.scoreRules.update({ where: { workspaceId }, data: { ...data, revision: { increment: 1 } } });
  await tx.workspace.update({ where: { id: workspaceId }, data: { triggerEpoch: { increment: 1 } } });
  if (lifecycle.length > 0 && !isDeepStrictEqual(before.lifecycle, lifecycle))
    await tx.$executeRawUnsafe(MARK_ALL_DIRTY, workspaceId);
  await writeAudit(tx, {
    workspaceId,
    actor: actorOf(principal),
    action: "scoring.updated",
    target: String(workspaceId),
    data: { enabled, stages: lifecycle.length },
  });
  return { ok: true };
}

/** The rules as they are, kept from everybody else until the transaction ends. Where nobody wrote any: the usual ones, switched off. */
async function lockRules(tx: Tx, workspaceId: number) {
  const usual = { workspaceId, revision: 0, ...scoreRulesRow(scoreRulesSchema.parse({})) };
  await tx.scoreRules.createMany({ data: usual, skipDuplicates: true });
  await tx.$queryRaw`select 1 from score_rules where workspace_id = ${workspaceId} for update`;
  return tx.scoreRules.findUniqueOrThrow({ where: { workspaceId } });
}
