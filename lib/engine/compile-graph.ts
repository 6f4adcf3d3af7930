import { conditionListens } from "@/lib/journey/condition-listens";
import type { Graph, GraphEdge, GraphNode } from "@/lib/journey/graph";
import type { JourneySettings } from "@/lib/journey/settings";
import { mentionsStanding } from "@/lib/journey/standing-paths";
import { walkCondition } from "@/lib/journey/walk-condition";
import { nodeDefinition } from "@/lib/nodes/registry";
import { conditionsIn } from "./graph-conditions";
import { jumpsOf } from "./jumps-of";
import type { CompiledGoal, CompiledGraph, CompiledNode } from "./types";

/**
 * Makes a graph ready to walk: configs parsed, edges indexed, goals with everything upstream of them. The graph must
 * have passed checkGraph; throws on an unknown type, a config its schema refuses or a duplicate id.
 */
export function compileGraph(graph: Graph, settings: JourneySettings): CompiledGraph {
  const nodes = graph.nodes.map((node, index) => compileNode(node, index));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  if (byId.size !== nodes.length) throw new Error("a graph has two nodes of one id");
  for (const { from, port, to } of graph.edges) {
    const source = byId.get(from);
    if (!source || !byId.has(to)) throw new Error(`the edge ${from} → ${to} leads nowhere`);
    if (!source.next.has(port)) source.next.set(port, to);
  }
  const jumps = nodes.flatMap(jumpsOf);
  for (const { from, port, to } of jumps) if (byId.has(to)) byId.get(from)?.next.set(port, to);
  const node = (id: string): CompiledNode => {
    const found = byId.get(id);
    if (!found) throw new Error(`no node ${id} in this version`);
    return found;
  };
  const at = (index: number): CompiledNode => {
    const found = nodes[index];
    if (!found) throw new Error(`no node at place ${index} in this version`);
    return found;
  };
  const goals = compileGoals([...graph.edges, ...jumps], nodes);
  const exitListens = settings.exit_when ? conditionListens(settings.exit_when) : [];
  return {
    graph,
    settings,
    node,
    indexOf: (id) => node(id).index,
    idAt: (index) => at(index).id,
    triggers: nodes.filter(({ definition }) => definition.category === "trigger"),
    goals,
    locksSubscriber:
      exitListens.length > 0 || nodes.some(({ definition }) => definition.listens || definition.writesSubscriber),
    listensWhileInside: [...new Set([...exitListens, ...goals.flatMap(({ listens }) => listens)])],
    exitListens,
    countedVisits: countedVisits(graph, nodes, settings),
    asksStanding: mentionsStanding([graph.nodes, settings]),
  };
}

type BuildingNode = CompiledNode & { next: Map<string, string> };

function compileNode(node: GraphNode, index: number): BuildingNode {
  const definition = nodeDefinition(node.type);
  if (!definition) throw new Error(`unknown node type ${node.type}`);
  const config = definition.schema.parse(node.config);
  return { id: node.id, type: node.type, index, config, definition, next: new Map() };
}

function compileGoals(edges: readonly GraphEdge[], nodes: CompiledNode[]): CompiledGoal[] {
  const sources = new Map<string, string[]>();
  for (const { from, to } of edges) sources.set(to, [...(sources.get(to) ?? []), from]);
  return nodes
    .filter(({ definition }) => definition.attracts)
    .map((node) => ({
      node,
      upstream: reach(node.id, sources),
      listens: node.definition.listensWhileInside?.(node.config) ?? [],
    }));
}

/** Everything that can be reached from `start` over `links`, without `start` itself unless it lies on a cycle. */
function reach(start: string, links: ReadonlyMap<string, string[]>): Set<string> {
  const found = new Set<string>();
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop())
    for (const next of links.get(id) ?? [])
      if (!found.has(next)) {
        found.add(next);
        open.push(next);
      }
  return found;
}

/** Nodes whose visits some condition or template asks for; only these are counted in the run. */
function countedVisits(graph: Graph, nodes: CompiledNode[], settings: JourneySettings): Set<string> | "all" {
  // Templates reach any counter by name, so their mere mention keeps all of them.
  if (JSON.stringify([graph.nodes, settings]).includes("journey.visits")) return "all";
  const counting = nodes.filter(({ definition, config }) => definition.countsVisits?.(config));
  const ids = new Set(counting.map(({ id }) => id));
  const conditions = [...graph.nodes.flatMap((n) => conditionsIn(n.config)), ...conditionsIn(settings.exit_when)];
  for (const condition of conditions)
    walkCondition(condition, (part) => {
      if ("visits" in part) ids.add(part.visits);
    });
  return ids;
}
