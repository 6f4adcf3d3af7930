import type { Tx } from "@/lib/db/with-workspace";
import type { CompiledEmail } from "@/lib/email/compiled-email";
import { makeTestBench } from "@/lib/email/make-test-bench";
import type { Difference } from "@/lib/engine/compare-outcome";
import { runJourneyTest } from "@/lib/engine/run-journey-test";
import type { Graph } from "@/lib/journey/graph";
import { journeyTestCaseSchema } from "@/lib/journey/journey-test";
import type { Problem } from "@/lib/journey/problem";
import type { JourneySettings } from "@/lib/journey/settings";
import { readScoreRules } from "@/lib/queries/read-score-rules";

type Draft = { id: string; name: string; graph: Graph; settings: JourneySettings };

/** The journey's tests that this draft does not pass, each as a problem that stands in the way of publishing. */
export async function failingTests(
  tx: Tx,
  workspaceId: number,
  { id, name, graph, settings }: Draft,
  emails: Record<string, CompiledEmail>,
): Promise<Problem[]> {
  const rows = await tx.journeyTest.findMany({ where: { workspaceId, journeyId: id }, orderBy: { name: "asc" } });
  if (rows.length === 0) return [];
  const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId }, select: { timezone: true } });
  const last = await tx.journeyVersion.aggregate({ where: { journeyId: id }, _max: { number: true } });
  const journey = { id, name, version: (last._max.number ?? 0) + 1 };
  const bench = makeTestBench({
    journey,
    graph,
    settings,
    timezone: workspace.timezone,
    emails,
    scoreRules: (await readScoreRules(tx, workspaceId)).rules,
  });
  return rows.flatMap((row): Problem[] => {
    const { difference } = runJourneyTest(journeyTestCaseSchema.parse(row.definition), bench);
    if (!difference) return [];
    const message = `The test “${row.name}” fails: ${describeDifference(difference)}`;
    return [{ code: "test_failed", severity: "error", message, field: `tests.${row.name}` }];
  });
}

function describeDifference({ in: part, index, expected, actual }: Difference): string {
  const place = {
    path: `step ${(index ?? 0) + 1}`,
    messages: `mail ${(index ?? 0) + 1}`,
    ended: "the end",
    reason: "the reason",
  };
  return `${place[part]} should be ${expected}, but is ${actual}.`;
}
