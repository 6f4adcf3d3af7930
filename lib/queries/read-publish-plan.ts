import type { PublishPlan } from "@/lib/api/schemas/journey-versions";
import { withWorkspace } from "@/lib/db/with-workspace";
import { stepFate } from "@/lib/engine/migration-rules";
import { graphSchema } from "@/lib/journey/graph";
import { countStanding } from "./count-standing";

/** Who is inside and where, held against the draft as it is saved now; undefined when there is no such journey of ours. */
export async function readPublishPlan(workspaceId: number, journeyId: string): Promise<PublishPlan | undefined> {
  return withWorkspace(workspaceId, async (tx) => {
    const journey = await tx.journey.findFirst({
      where: { id: journeyId, workspaceId },
      select: {
        graph: true,
        revision: true,
        versions: { select: { id: true, number: true, graph: true }, orderBy: { number: "desc" } },
      },
    });
    if (!journey) return undefined;
    const draft = graphSchema.parse(journey.graph);
    const versions = new Map(journey.versions.map((v) => [v.id, { ...v, graph: graphSchema.parse(v.graph) }]));
    const standing = await countStanding(tx, workspaceId, [...versions.keys()]);
    const places = standing.flatMap(({ version_id, node, people }) => {
      const version = versions.get(version_id);
      const id = version?.graph.nodes[node]?.id;
      if (!version || id === undefined) return [];
      return [{ version: version.number, node_id: id, fate: stepFate(version.graph, node, draft), people }];
    });
    const count = (of: typeof places) => of.reduce((sum, { people }) => sum + people, 0);
    return {
      revision: journey.revision,
      version: (journey.versions[0]?.number ?? 0) + 1,
      people: count(places),
      unaffected: count(places.filter(({ fate }) => fate === "unaffected")),
      places,
    };
  });
}
