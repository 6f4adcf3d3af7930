import type { JourneyResource } from "@/lib/api/schemas/journey";
import { withWorkspace } from "@/lib/db/with-workspace";
import { readJourneys } from "./read-journeys";

/** One journey with its draft; undefined when there is none of ours. */
export async function readJourney(workspaceId: number, id: string): Promise<JourneyResource | undefined> {
  return withWorkspace(workspaceId, async (tx) => (await readJourneys(tx, [id]))[0]);
}
