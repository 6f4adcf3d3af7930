import { scoreRulesOf } from "@/lib/db/score-rules-row";
import type { Tx } from "@/lib/db/with-workspace";
import { type ScoreRules, scoreRulesSchema } from "@/lib/journey/score-rules";

/** How the workspace scores people, or would if it did. */
export async function readScoreRules(tx: Tx, workspaceId: number): Promise<{ enabled: boolean; rules: ScoreRules }> {
  const row = await tx.scoreRules.findUnique({ where: { workspaceId } });
  return { enabled: row?.enabled === true, rules: row ? scoreRulesOf(row) : scoreRulesSchema.parse({}) };
}
