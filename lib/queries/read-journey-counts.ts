import type { JourneyCounts } from "@/lib/api/schemas/journey";
import { withWorkspace } from "@/lib/db/with-workspace";
import { graphSchema } from "@/lib/journey/graph";
import { countNode } from "./count-node";
import { readNodeStats } from "./read-node-stats";

/**
 * How the people of one version (the live one, unless a number is given) are spread over its nodes, for the canvas. "no_version": the journey is
 * there, that version is not. Undefined: no such journey of ours.
 */
export async function readJourneyCounts(
  workspaceId: number,
  journeyId: string,
  number: number | undefined,
): Promise<JourneyCounts | "no_version" | undefined> {
  return withWorkspace(workspaceId, async (tx) => {
    const journey = await tx.journey.findFirst({
      where: { id: journeyId, workspaceId },
      select: { liveVersionId: true },
    });
    if (!journey) return undefined;
    if (number === undefined && journey.liveVersionId === null) return { version: null, nodes: {} };
    const version = await tx.journeyVersion.findFirst({
      where: { journeyId, ...(number === undefined ? { id: journey.liveVersionId ?? 0 } : { number }) },
      select: { id: true, number: true, graph: true },
    });
    if (!version) return "no_version";
    const byNode = Map.groupBy(await readNodeStats(tx, [version.id]), (stat) => stat.node);
    const { nodes } = graphSchema.parse(version.graph);
    return {
      version: version.number,
      nodes: Object.fromEntries(
        nodes.map(({ id }, index) => {
          const { waiting, entered, left, failed, skipped } = countNode(byNode.get(index) ?? []);
          return [id, { waiting, entered, left, failed, skipped }];
        }),
      ),
    };
  });
}
