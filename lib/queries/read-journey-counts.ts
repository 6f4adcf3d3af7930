import type { JourneyCounts } from "@/lib/api/schemas/journey";
import { type Tx, withWorkspace } from "@/lib/db/with-workspace";
import { graphSchema } from "@/lib/journey/graph";
import { countNode } from "./count-node";
import { iso } from "./iso";
import { readNodeStats } from "./read-node-stats";

export type CountsChoice = {
  /** number of a version; absent: the live one */
  version?: number;
  /** UTC days of the workspace's clock, both included; absent: without an end */
  from?: string;
  to?: string;
};

/**
 * How the people of one version are spread over its nodes, for the canvas. "no_version": the journey is there, that version is
 * not. Undefined: no such journey of ours.
 */
export function readJourneyCounts(
  workspaceId: number,
  journeyId: string,
  choice: CountsChoice,
): Promise<JourneyCounts | "no_version" | undefined> {
  return withWorkspace(workspaceId, (tx) => countJourney(tx, workspaceId, journeyId, choice));
}

/** As readJourneyCounts, in a transaction that stands already. */
export async function countJourney(
  tx: Tx,
  workspaceId: number,
  journeyId: string,
  { version: number, from, to }: CountsChoice,
): Promise<JourneyCounts | "no_version" | undefined> {
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
  const stuck = Map.groupBy(await readStuck(tx, version.id), (group) => group.node);
  const inRange = ({ day }: { day: string }) => (from === undefined || day >= from) && (to === undefined || day <= to);
  const { nodes } = graphSchema.parse(version.graph);
  return {
    version: version.number,
    nodes: Object.fromEntries(
      nodes.map(({ id }, index) => {
        const stats = byNode.get(index) ?? [];
        const { entered, left, failed, skipped, skipped_by, dropped } = countNode(stats.filter(inRange));
        const standing = (stuck.get(index) ?? []).map(({ node: _, since, ...group }) => ({
          ...group,
          since: iso(since),
        }));
        const { waiting } = countNode(stats);
        return [id, { waiting, entered, left, failed, skipped, skipped_by, dropped, stuck: standing }];
      }),
    ),
  };
}

type Stuck = { node: number; kind: string; people: number; since: Date | null; detail: string };

function readStuck(tx: Tx, versionId: number): Promise<Stuck[]> {
  return tx.$queryRaw<Stuck[]>`
    select node::int as node, kind, people, since, detail from stuck_groups where version_id = ${versionId} order by people desc`;
}
