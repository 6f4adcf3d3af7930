import type { JourneyTestPatch } from "@/lib/api/schemas/journey-test";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";
import { journeyTestCaseSchema } from "@/lib/journey/journey-test";
import { testToJson } from "@/lib/journey/test-to-json";
import type { SavedJourneyTest } from "./create-journey-test";

/** Changes a test; each given field replaces the whole old one. */
export async function changeJourneyTest(
  principal: Principal,
  journeyId: string,
  testId: string,
  { name, ...patch }: JourneyTestPatch,
): Promise<SavedJourneyTest> {
  const { workspaceId } = principal;
  return withWorkspace(workspaceId, async (tx) => {
    const row = await tx.journeyTest.findFirst({ where: { id: testId, journeyId, workspaceId } });
    if (!row) return { ok: false, reason: "not_found" };
    if (name !== undefined && name !== row.name) {
      const taken = await tx.journeyTest.findFirst({ where: { journeyId, name }, select: { id: true } });
      if (taken) return { ok: false, reason: "name_taken" };
    }
    const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
    const definition = testToJson({ ...journeyTestCaseSchema.parse(row.definition), ...given });
    await tx.journeyTest.update({ where: { id: testId }, data: { definition, name: name ?? row.name } });
    const line = { workspaceId, actor: actorOf(principal), action: "journey_test.changed", target: testId };
    await writeAudit(tx, { ...line, data: { name: name ?? row.name, fields: Object.keys(given) } });
    return { ok: true, id: testId };
  });
}
