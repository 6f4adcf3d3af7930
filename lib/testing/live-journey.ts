import { triggerKey } from "@/lib/commands/trigger-key";
import { prisma } from "@/lib/db/prisma";
import { type Graph, graphSchema } from "@/lib/journey/graph";
import type { JsonObject } from "@/lib/journey/json";

/** A live journey as publishing leaves it, without checking the graph: for tests of what comes after publishing. */
export async function createLiveJourney(
  workspaceId: number,
  graph: { nodes: { id: string; type: string; config?: JsonObject }[]; edges?: Graph["edges"] },
  settings: JsonObject = {},
): Promise<{ journeyId: string; versionId: number }> {
  const parsed = graphSchema.parse({ edges: [], ...graph });
  const journey = await prisma().journey.create({
    data: { workspaceId, name: "Live", status: "active", graph: parsed, settings },
  });
  const version = await prisma().journeyVersion.create({
    data: { workspaceId, journeyId: journey.id, number: 1, graph: parsed, settings },
  });
  await prisma().journey.update({ where: { id: journey.id }, data: { liveVersionId: version.id } });
  await prisma().journeyTrigger.createMany({
    data: parsed.nodes.flatMap((node, index) => {
      const key = triggerKey(node);
      if (key === undefined) return [];
      return [
        {
          workspaceId,
          journeyId: journey.id,
          versionId: version.id,
          node: index,
          type: node.type,
          key,
          config: node.config,
        },
      ];
    }),
  });
  await prisma().workspace.update({ where: { id: workspaceId }, data: { triggerEpoch: { increment: 1 } } });
  return { journeyId: journey.id, versionId: version.id };
}
