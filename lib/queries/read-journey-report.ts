import type { JourneyReport, MessageFigures } from "@/lib/api/schemas/report";
import { withWorkspace } from "@/lib/db/with-workspace";
import { type Graph, graphSchema } from "@/lib/journey/graph";
import { nodeDefinition } from "@/lib/nodes/registry";
import { countNode } from "./count-node";
import { iso } from "./iso";
import { type NodeStat, readNodeStats } from "./read-node-stats";

export type ReportRange = {
  /** UTC days of the workspace's clock, both included; absent: without an end */
  from?: string;
  to?: string;
  /** number of one version; absent: all of them together */
  version?: number;
};

type Version = { id: number; number: number; publishedAt: Date; graph: Graph };
/** A counter with its node by name: the same node of several versions is one. */
type NamedStat = NodeStat & { node_id: string; trigger: boolean };

const FIGURES = ["sent", "delivered", "opened", "clicked", "bounced", "complained", "unsubscribed"] as const;

/**
 * What became of the people of a journey: from the counters alone, which are written in the transactions that did the things. Undefined: no such
 * journey of ours; "no_version": not that version of it.
 */
export async function readJourneyReport(
  workspaceId: number,
  journeyId: string,
  range: ReportRange,
): Promise<JourneyReport | "no_version" | undefined> {
  return withWorkspace(workspaceId, async (tx) => {
    const journey = await tx.journey.findFirst({ where: { id: journeyId, workspaceId } });
    if (!journey) return undefined;
    const rows = await tx.journeyVersion.findMany({
      where: { journeyId },
      orderBy: { number: "desc" },
      select: { id: true, number: true, publishedAt: true, graph: true },
    });
    const versions: Version[] = rows.map((row) => ({ ...row, graph: graphSchema.parse(row.graph) }));
    const chosen = versions.filter(({ number }) => range.version === undefined || number === range.version);
    if (range.version !== undefined && chosen.length === 0) return "no_version";
    const all = nameStats(
      await readNodeStats(
        tx,
        versions.map(({ id }) => id),
      ),
      versions,
    );
    const chosenIds = new Set(chosen.map(({ id }) => id));
    const ever = all.filter((stat) => chosenIds.has(stat.version_id));
    const shown = chosen.find(({ id }) => id === journey.liveVersionId) ?? chosen[0];
    const graph = shown?.graph ?? graphSchema.parse(journey.graph);
    return {
      ...summarise(ever, range),
      active: activeNow(ever),
      nodes: nodesOf(graph, ever, range),
      versions: versionsOf(versions, all),
    };
  });
}

function nameStats(stats: NodeStat[], versions: Version[]): NamedStat[] {
  const graphs = new Map(versions.map(({ id, graph }) => [id, graph]));
  return stats.flatMap((stat) => {
    const node = graphs.get(stat.version_id)?.nodes[stat.node];
    if (!node) return [];
    return [{ ...stat, node_id: node.id, trigger: nodeDefinition(node.type)?.category === "trigger" }];
  });
}

const inRange =
  ({ from, to }: ReportRange) =>
  ({ day }: { day: string }) =>
    (from === undefined || day >= from) && (to === undefined || day <= to);

function sum(stats: Iterable<NamedStat>, matches: (stat: NamedStat) => boolean): number {
  let total = 0;
  for (const stat of stats) if (matches(stat)) total += stat.n;
  return total;
}

/** A run begins at a trigger and nowhere else; every trigger's visits are runs. */
const isEntry = (stat: NamedStat) => stat.kind === "entered" && stat.trigger;
const ofKind = (kind: string) => (stat: NamedStat) => stat.kind === kind;

function figuresOf(stats: NamedStat[]): MessageFigures {
  const of = (kind: (typeof FIGURES)[number]) => sum(stats, ofKind(kind));
  return {
    sent: of("sent"),
    delivered: of("delivered"),
    opened: of("opened"),
    clicked: of("clicked"),
    bounced: of("bounced"),
    complained: of("complained"),
    unsubscribed: of("unsubscribed"),
  };
}

function summarise(ever: NamedStat[], range: ReportRange) {
  const stats = ever.filter(inRange(range));
  const entered = sum(stats, isEntry);
  const converted = sum(stats, ofKind("converted"));
  const byGoal = Map.groupBy(stats.filter(ofKind("converted")), (stat) => stat.node_id);
  return {
    from: range.from ?? null,
    to: range.to ?? null,
    version: range.version ?? null,
    entered,
    completed: sum(stats, ofKind("completed")),
    exited: sum(stats, ofKind("exited")),
    failed: sum(stats, ofKind("failed")),
    conversion: {
      converted,
      rate: entered === 0 ? null : converted / entered,
      goals: [...byGoal].map(([node_id, reached]) => ({ node_id, converted: sum(reached, () => true) })),
    },
    messages: figuresOf(stats),
    series: seriesOf(ever).filter(inRange(range)),
  };
}

/** Ends a run in the versions looked at: it is over, or went on in another one. */
const isEnd = ({ kind }: NamedStat) =>
  kind === "completed" || kind === "exited" || kind === "failed" || kind === "moved_out";
const isMoveIn = ofKind("moved_in");

/** Whoever entered, or was moved here from another version, and has not ended in one of the three ways nor been moved on. */
function activeNow(ever: NamedStat[]): number {
  return Math.max(0, sum(ever, isEntry) + sum(ever, isMoveIn) - sum(ever, isEnd));
}

function seriesOf(ever: NamedStat[]): JourneyReport["series"] {
  let active = 0;
  return [...Map.groupBy(ever, (stat) => stat.day)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, stats]) => {
      const of = (kind: string) => sum(stats, ofKind(kind));
      const entered = sum(stats, isEntry);
      const [completed, exited, failed] = [of("completed"), of("exited"), of("failed")];
      active += entered + sum(stats, isMoveIn) - sum(stats, isEnd);
      return { day, entered, completed, exited, failed, active, sent: of("sent"), converted: of("converted") };
    });
}

/** The nodes of the shown graph in its order, then those of other versions that anybody ever entered. */
function nodesOf(graph: Graph, ever: NamedStat[], range: ReportRange): JourneyReport["nodes"] {
  const byNode = Map.groupBy(ever, (stat) => stat.node_id);
  const types = new Map(graph.nodes.map(({ id, type }) => [id, type]));
  return [...new Set([...types.keys(), ...byNode.keys()])].map((node_id) => {
    const stats = byNode.get(node_id) ?? [];
    const ranged = stats.filter(inRange(range));
    const messages = figuresOf(ranged);
    const type = types.get(node_id) ?? "";
    const isMessage = nodeDefinition(type)?.category === "message" || FIGURES.some((kind) => messages[kind] > 0);
    return {
      node_id,
      type,
      ...countNode(ranged),
      waiting: countNode(stats).waiting,
      ...(isMessage ? { messages } : {}),
    };
  });
}

function versionsOf(versions: Version[], all: NamedStat[]): JourneyReport["versions"] {
  const byVersion = Map.groupBy(all, (stat) => stat.version_id);
  return versions.map(({ id, number, publishedAt }) => {
    const stats = byVersion.get(id) ?? [];
    const completed = sum(stats, ofKind("completed"));
    return { number, published_at: iso(publishedAt), entered: sum(stats, isEntry), completed };
  });
}
