import type { JourneyTestRunRequest, TestResult, TestRun } from "@/lib/api/schemas/journey-test";
import { type Tx, withWorkspace } from "@/lib/db/with-workspace";
import { makeTestBench } from "@/lib/email/make-test-bench";
import { runJourneyTest, type TestBench } from "@/lib/engine/run-journey-test";
import { type JourneyTestCase, journeyTestCaseSchema } from "@/lib/journey/journey-test";
import type { Problem } from "@/lib/journey/problem";
import { readScoreRules } from "./read-score-rules";
import { readWalkable } from "./read-walkable";

export type TestsRun =
  | { ok: true; run: TestRun }
  | { ok: false; reason: "not_found" | "no_version" }
  /** names ids that are no tests of this journey */
  | { ok: false; reason: "no_test"; ids: string[] }
  | { ok: false; reason: "invalid"; problems: Problem[] };

/** Runs saved tests against the draft or a version. Reads only; a hundred tests take a few milliseconds beyond the reading. */
export async function runJourneyTests(
  workspaceId: number,
  journeyId: string,
  { test_ids, version, cases }: JourneyTestRunRequest,
): Promise<TestsRun> {
  const prepared = await withWorkspace(workspaceId, async (tx) => {
    const journey = await tx.journey.findFirst({ where: { id: journeyId, workspaceId }, select: { revision: true } });
    if (!journey) return { ok: false, reason: "not_found" } as const;
    const saved = cases ? [] : await readCases(tx, journeyId, test_ids);
    const known = new Set(saved.map(({ id }) => id));
    const unknown = (test_ids ?? []).filter((id) => !known.has(id));
    if (unknown.length > 0) return { ok: false, reason: "no_test", ids: unknown } as const;
    const tests = cases?.map(({ name, ...definition }) => ({ id: null, name, definition })) ?? saved;
    const read = await readWalkable(tx, workspaceId, journeyId, version, cases ? undefined : subjectsAsked(tests));
    if (!read.ok) return read;
    const { timezone } = await tx.workspace.findUniqueOrThrow({
      where: { id: workspaceId },
      select: { timezone: true },
    });
    const { rules: scoreRules } = await readScoreRules(tx, workspaceId);
    return { ok: true, tests, walkable: read.walkable, timezone, scoreRules, revision: journey.revision } as const;
  });
  if (!prepared.ok) return prepared;
  const { tests, walkable, timezone, scoreRules, revision } = prepared;
  const results = runCases(tests, makeTestBench({ ...walkable, timezone, scoreRules }));
  const passed = results.filter((result) => result.passed).length;
  return {
    ok: true,
    run: { revision: version === "draft" ? revision : null, passed, failed: results.length - passed, results },
  };
}

type NamedCase = { id: string | null; name: string; definition: JourneyTestCase };

async function readCases(tx: Tx, journeyId: string, ids: string[] | undefined): Promise<NamedCase[]> {
  const rows = await tx.journeyTest.findMany({
    where: { journeyId, ...(ids ? { id: { in: ids } } : {}) },
    orderBy: { name: "asc" },
  });
  return rows.map(({ id, name, definition }) => ({ id, name, definition: journeyTestCaseSchema.parse(definition) }));
}

/** Steps whose mail's subject some test looks at. */
function subjectsAsked(tests: readonly NamedCase[]): Set<string> {
  return new Set(
    tests.flatMap(({ definition }) =>
      (definition.expect.messages ?? []).flatMap(({ node_id, subject_contains }) =>
        subject_contains === undefined ? [] : [node_id],
      ),
    ),
  );
}

/** The verdict over each case, in their order. */
export function runCases(tests: readonly NamedCase[], bench: TestBench): TestResult[] {
  return tests.map(({ id, name, definition }) => ({ id, name, ...runJourneyTest(definition, bench) }));
}
