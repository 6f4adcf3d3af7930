import type { JourneyFile } from "@/lib/api/schemas/journey-file";
import { withWorkspace } from "@/lib/db/with-workspace";
import { graphSchema } from "@/lib/journey/graph";
import { journeyTestCaseSchema } from "@/lib/journey/journey-test";
import { journeySettingsSchema } from "@/lib/journey/settings";
import { readShared } from "./read-shared";
import { writeJourneyFile } from "./write-journey-file";

/** A journey's draft with everything it points to, as a file. Undefined when there is none such of ours. */
export async function exportJourney(workspaceId: number, id: string): Promise<JourneyFile | undefined> {
  return withWorkspace(workspaceId, async (tx) => {
    const row = await tx.journey.findFirst({ where: { id, workspaceId } });
    if (!row) return undefined;
    const tests = await tx.journeyTest.findMany({ where: { journeyId: id }, orderBy: { name: "asc" } });
    const own = {
      journey: {
        id: row.id,
        name: row.name,
        description: row.description,
        settings: journeySettingsSchema.parse(row.settings),
        graph: graphSchema.parse(row.graph),
      },
      tests: tests.map(({ name, definition }) => ({ name, ...journeyTestCaseSchema.parse(definition) })),
    };
    return writeJourneyFile(own, await readShared(tx, workspaceId));
  });
}
