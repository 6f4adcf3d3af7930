import type { JourneyTestResource } from "@/lib/api/schemas/journey-test";
import { withWorkspace } from "@/lib/db/with-workspace";
import { presentJourneyTest } from "./present-journey-test";

/** All tests of a journey, by name; undefined when there is no such journey of ours. */
export async function listJourneyTests(
  workspaceId: number,
  journeyId: string,
): Promise<JourneyTestResource[] | undefined> {
  return withWorkspace(workspaceId, async (tx) => {
    const journey = await tx.journey.findFirst({ where: { id: journeyId, workspaceId }, select: { id: true } });
    if (!journey) return undefined;
    const rows = await tx.journeyTest.findMany({ where: { workspaceId, journeyId }, orderBy: { name: "asc" } });
    return rows.map(presentJourneyTest);
  });
}

/** One test; undefined when there is none such of ours. */
export async function readJourneyTest(
  workspaceId: number,
  journeyId: string,
  testId: string,
): Promise<JourneyTestResource | undefined> {
  return withWorkspace(workspaceId, async (tx) => {
    const row = await tx.journeyTest.findFirst({ where: { id: testId, journeyId, workspaceId } });
    return row ? presentJourneyTest(row) : undefined;
  });
}
