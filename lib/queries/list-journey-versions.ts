import type { JourneyVersionResource } from "@/lib/api/schemas/journey";
import { withWorkspace } from "@/lib/db/with-workspace";
import { graphSchema } from "@/lib/journey/graph";
import { journeySettingsSchema } from "@/lib/journey/settings";

/** Published versions of a journey, newest first; undefined when there is no such journey of ours. */
export async function listJourneyVersions(
  workspaceId: number,
  journeyId: string,
): Promise<JourneyVersionResource[] | undefined> {
  return withWorkspace(workspaceId, async (tx) => {
    const journey = await tx.journey.findFirst({
      where: { id: journeyId, workspaceId },
      select: { liveVersionId: true, versions: { orderBy: { number: "desc" }, omit: { emails: true } } },
    });
    return journey?.versions.map((version) => ({
      number: version.number,
      live: version.id === journey.liveVersionId,
      graph: graphSchema.parse(version.graph),
      settings: journeySettingsSchema.parse(version.settings),
      published_at: version.publishedAt.toISOString(),
      published_by: version.publishedBy,
    }));
  });
}
