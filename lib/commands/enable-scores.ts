import { scoreRulesRow } from "@/lib/db/score-rules-row";
import type { Tx } from "@/lib/db/with-workspace";
import { scoreRulesSchema } from "@/lib/journey/score-rules";

/**
 * Has the workspace score its people from here on, because something that goes live looks at it. Nothing to do where it does; else everybody is scored from
 * what they did, by a worker. Raises the trigger epoch; the caller hints triggers once it has committed.
 */
export async function enableScores(tx: Tx, workspaceId: number): Promise<void> {
  const before = await tx.scoreRules.findUnique({ where: { workspaceId }, select: { enabled: true } });
  if (before?.enabled) return;
  const build = { enabled: true, builtTo: 0n, peopleDone: 0, peopleTotal: null, updatedAt: new Date() };
  await tx.scoreRules.upsert({
    where: { workspaceId },
    create: { workspaceId, ...scoreRulesRow(scoreRulesSchema.parse({})), ...build },
    update: { ...build, revision: { increment: 1 } },
  });
  await tx.workspace.update({ where: { id: workspaceId }, data: { triggerEpoch: { increment: 1 } } });
}
