import type { GuardedPlan } from "@/lib/api/schemas/journey-versions";
import type { Tx } from "@/lib/db/with-workspace";
import { type MigrationProblem, type MigrationRule, migrationRules } from "@/lib/engine/migration-rules";
import { type Graph, graphSchema } from "@/lib/journey/graph";
import { countStanding } from "@/lib/queries/count-standing";

export type PlannedMigration =
  | { ok: true; rules: MigrationRule[]; people: number }
  | { ok: false; reason: "stale" | "refused"; problems: MigrationProblem[] };

/**
 * What becomes of the people of older versions under a plan: rules for their places with how many stand there now, or what is wrong
 * with it, by the path of its field. Call it with the journey's row locked.
 */
export async function planMigration(
  tx: Tx,
  workspaceId: number,
  journeyId: string,
  graph: Graph,
  plan: GuardedPlan | undefined,
): Promise<PlannedMigration> {
  if (!plan) return { ok: true, rules: [], people: 0 };
  const rows = await tx.journeyVersion.findMany({
    where: { journeyId },
    select: { id: true, number: true, graph: true },
  });
  const versions = rows.map((row) => ({ ...row, graph: graphSchema.parse(row.graph) }));
  const made = migrationRules(plan, versions, graph);
  const under = (problems: MigrationProblem[]) =>
    problems.map(({ path, message }) => ({ path: `migration.${path}`, message }));
  if (!made.ok) return { ok: false, reason: "refused", problems: under(made.problems) };
  const standing = await countStanding(
    tx,
    workspaceId,
    versions.map(({ id }) => id),
  );
  const headCount = (versionId: number, node: number) =>
    standing.find((place) => place.version_id === versionId && place.node === node)?.people ?? 0;
  const stale = plan.steps.flatMap((step, i): MigrationProblem[] => {
    const version = versions.find(({ number }) => number === step.version);
    if (!version || step.people_max === undefined) return [];
    const people = headCount(
      version.id,
      version.graph.nodes.findIndex(({ id }) => id === step.node_id),
    );
    if (people <= step.people_max) return [];
    return [{ path: `steps.${i}.people_max`, message: `${people} people stand there now` }];
  });
  if (stale.length > 0) return { ok: false, reason: "stale", problems: under(stale) };
  const occupied = made.rules.map((rule) => headCount(rule.version_id, rule.node));
  return { ok: true, rules: made.rules, people: occupied.reduce((sum, n) => sum + n, 0) };
}

/** Leaves the moves to the worker. An earlier migration of the journey that still runs is superseded: its people are in this one's plan. */
export async function startMigration(
  tx: Tx,
  { workspaceId, journeyId, versionId }: { workspaceId: number; journeyId: string; versionId: number },
  { rules, people }: { rules: MigrationRule[]; people: number },
): Promise<void> {
  await tx.$executeRaw`
    update version_migrations set state = 'superseded', finished_at = now()
    where journey_id = ${journeyId}::uuid and state = 'running'`;
  await tx.$executeRaw`
    insert into version_migrations (workspace_id, journey_id, to_version_id, rules, total)
    values (${workspaceId}, ${journeyId}::uuid, ${versionId}, ${JSON.stringify(rules)}::jsonb, ${people})`;
}
