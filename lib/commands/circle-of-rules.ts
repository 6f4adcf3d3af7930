import type { Tx } from "@/lib/db/with-workspace";
import { type Condition, conditionSchema } from "@/lib/journey/condition";
import { describeCircle, findCircle, rulesLookedAt, STAGE } from "@/lib/journey/find-circle";
import { type LifecycleRules, lifecycleRulesSchema } from "@/lib/journey/lifecycle-rules";

/** What is about to be written: conditions of segments by id, and the rules of stages where those change. */
type Changed = { segments?: ReadonlyMap<string, Condition>; lifecycle?: LifecycleRules };

/**
 * Of those that change, the first that would depend on itself, be it through other segments or the stage, with the circle in words: who is in it
 * would have no answer, and change with every look. Locks the workspace until the transaction ends, so that two changes cannot close one together.
 */
export async function circleOfRules(
  tx: Tx,
  workspaceId: number,
  { segments = new Map(), lifecycle }: Changed,
): Promise<{ of: string; message: string } | undefined> {
  await tx.$executeRaw`select id from workspaces where id = ${workspaceId} for no key update`;
  const rows = await tx.segment.findMany({ where: { workspaceId }, select: { id: true, name: true, condition: true } });
  const rules = await tx.scoreRules.findUnique({ where: { workspaceId }, select: { lifecycle: true } });
  const stages = lifecycle ?? lifecycleRulesSchema.parse(rules?.lifecycle ?? []);
  const looks = new Map<string, string[]>([[STAGE, stages.flatMap(({ condition }) => rulesLookedAt(condition))]]);
  for (const { id, condition } of rows) {
    const parsed = conditionSchema.safeParse(condition);
    if (parsed.success) looks.set(id, rulesLookedAt(parsed.data));
  }
  for (const [id, condition] of segments) looks.set(id, rulesLookedAt(condition));
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  for (const of of [...segments.keys(), ...(lifecycle ? [STAGE] : [])]) {
    const circle = findCircle(of, looks);
    if (circle) return { of, message: describeCircle(circle, (id) => names.get(id) ?? "a segment of the file") };
  }
  return undefined;
}
