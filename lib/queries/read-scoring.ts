import type { ScoringResource } from "@/lib/api/schemas/scoring";
import { scoreRulesOf } from "@/lib/db/score-rules-row";
import { EVERYBODY } from "@/lib/db/scores.sql";
import { type Tx, withWorkspace } from "@/lib/db/with-workspace";
import { lifecycleRulesSchema } from "@/lib/journey/lifecycle-rules";
import { scoreRulesSchema } from "@/lib/journey/score-rules";
import { mentionsStanding } from "@/lib/journey/standing-paths";

/** Names of live journeys and of segments that look at scores. */
export async function scoresUsedBy(tx: Tx, workspaceId: number): Promise<string[]> {
  const journeys = await tx.$queryRaw<{ name: string; graph: unknown; settings: unknown; emails: unknown }[]>`
    select j.name, v.graph, v.settings, v.emails from journeys j join journey_versions v on v.id = j.live_version_id
    where j.workspace_id = ${workspaceId} and j.status in ('active', 'paused') order by j.name`;
  const segments = await tx.segment.findMany({ where: { workspaceId, kind: "dynamic" }, orderBy: { name: "asc" } });
  return [
    ...journeys.filter(({ graph, settings, emails }) => mentionsStanding([graph, settings, emails])),
    ...segments.filter(({ condition }) => mentionsStanding(condition)),
  ].map(({ name }) => name);
}

/** How the workspace scores its people, how far everybody is scored, and who looks at it. */
export async function readScoring(workspaceId: number): Promise<ScoringResource> {
  return withWorkspace(workspaceId, async (tx) => {
    const row = await tx.scoreRules.findUnique({ where: { workspaceId } });
    return {
      enabled: row?.enabled === true,
      rules: row ? scoreRulesOf(row) : scoreRulesSchema.parse({}),
      lifecycle: lifecycleRulesSchema.parse(row?.lifecycle ?? []),
      revision: row?.revision ?? 0,
      building:
        row?.enabled && row.builtTo < BigInt(EVERYBODY) ? { done: row.peopleDone, total: row.peopleTotal } : null,
      used_by: await scoresUsedBy(tx, workspaceId),
    };
  });
}
