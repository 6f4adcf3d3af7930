import type { Graph, GraphEdge } from "@/lib/journey/graph";
import type { Problem } from "@/lib/journey/problem";
import { jumpsOf } from "./jumps-of";
import type { ParsedNode } from "./parse-nodes";

/** RELIABILITY promise 14: the least that a cycle must hold everyone who goes round it. */
const CYCLE_HOLD_MIN_MS = 60_000;

/** Problems of the way through the graph: triggers, edges, ends, cycles. `endsByItself`: an exit rule or maximum time ends every run. */
export function checkPaths(graph: Graph, nodes: ParsedNode[], options: { endsByItself: boolean }): Problem[] {
  const known = new Map(nodes.map((parsed) => [parsed.node.id, parsed]));
  const ids = new Set(graph.nodes.map(({ id }) => id));
  const jumps = nodes.flatMap(({ node, definition, config }) => jumpsOf({ id: node.id, definition, config }));
  const edges = [...graph.edges, ...jumps].filter(({ from, to }) => ids.has(from) && ids.has(to));
  const triggers = nodes.filter(({ definition }) => definition.category === "trigger").map(({ node }) => node.id);
  const reachable = reach(triggers, linksOf(edges, "forward"));
  return [
    ...checkTriggers(triggers, edges),
    ...checkEdges(graph.edges, known, ids),
    ...checkJumps(jumps, known),
    ...(triggers.length > 0 ? unreachableNodes(graph, reachable) : []),
    ...(options.endsByItself ? [] : checkEnds(graph, known, edges, reachable)),
    ...checkCycles(graph, known, edges),
  ];
}

function checkTriggers(triggers: string[], edges: GraphEdge[]): Problem[] {
  if (triggers.length === 0)
    return [{ code: "no_trigger", severity: "error", message: "Add a trigger: nobody can enter this journey yet." }];
  const starts = new Set(edges.map(({ from }) => from));
  return triggers
    .filter((id) => !starts.has(id))
    .map((id) => ({
      code: "nothing_follows",
      severity: "warning",
      message: "Nothing happens after this trigger.",
      node_id: id,
    }));
}

function checkEdges(edges: GraphEdge[], known: ReadonlyMap<string, ParsedNode>, ids: ReadonlySet<string>): Problem[] {
  const used = new Set<string>();
  return edges.flatMap(({ from, port, to }): Problem[] => {
    const error = (code: string, message: string, node_id?: string): Problem[] => [
      { code, severity: "error", message, ...(node_id && { node_id }) },
    ];
    if (!ids.has(from)) return error("dangling_edge", `A connection starts at “${from}”, which does not exist.`);
    if (!ids.has(to)) return error("dangling_edge", `A connection leads to “${to}”, which does not exist.`, from);
    const source = known.get(from);
    if (source && !source.ports.some(({ key }) => key === port))
      return error("unknown_port", `${source.definition.label} has no exit “${port}”.`, from);
    if (known.get(to)?.definition.category === "trigger")
      return error("edge_into_trigger", "A trigger starts a journey; nothing can lead to it.", from);
    const key = JSON.stringify([from, port]);
    if (used.has(key)) return error("port_used_twice", `The exit “${port}” leads to two places.`, from);
    used.add(key);
    return [];
  });
}

function checkJumps(jumps: GraphEdge[], known: ReadonlyMap<string, ParsedNode>): Problem[] {
  return jumps
    .filter(({ to }) => known.get(to)?.definition.category === "trigger")
    .map(({ from }) => ({
      code: "edge_into_trigger",
      severity: "error",
      message: "A trigger starts a journey; nothing can lead to it.",
      node_id: from,
    }));
}

function unreachableNodes(graph: Graph, reachable: ReadonlySet<string>): Problem[] {
  return graph.nodes
    .filter(({ id }) => !reachable.has(id))
    .map(({ id }) => ({
      code: "unreachable",
      severity: "warning",
      message: "No path leads here, so nobody will ever get here.",
      node_id: id,
    }));
}

/** From every place people can get to, some path must lead to an end: an exit, or a port without a connection. */
function checkEnds(
  graph: Graph,
  known: ReadonlyMap<string, ParsedNode>,
  edges: GraphEdge[],
  reachable: ReadonlySet<string>,
): Problem[] {
  const connected = new Set(edges.map(({ from, port }) => JSON.stringify([from, port])));
  const ends = graph.nodes
    .filter(({ id }) => known.get(id)?.ports.every(({ key }) => connected.has(JSON.stringify([id, key]))) !== true)
    .map(({ id }) => id);
  const leads = new Set(edges.map(({ from }) => from));
  const exits = graph.nodes.filter(({ id }) => known.get(id)?.ports.length === 0 && !leads.has(id)).map(({ id }) => id);
  const canEnd = reach([...ends, ...exits], linksOf(edges, "backward"));
  const stuck = graph.nodes.find(({ id }) => reachable.has(id) && !canEnd.has(id));
  if (!stuck) return [];
  return [
    {
      code: "no_end",
      severity: "error",
      message: "People who get here can never finish. Lead one path to an end, or set an exit rule or a maximum time.",
      node_id: stuck.id,
    },
  ];
}

function checkCycles(graph: Graph, known: ReadonlyMap<string, ParsedNode>, edges: GraphEdge[]): Problem[] {
  const quick = edges.filter(({ from, port }) => {
    const source = known.get(from);
    return (source?.definition.holdsAtLeastMs?.(source.config, port) ?? 0) < CYCLE_HOLD_MIN_MS;
  });
  // Whatever is left when nodes without a way in, or without a way out, are taken away again and again lies on a cycle.
  const left = prune(prune(new Set(graph.nodes.map(({ id }) => id)), quick, "to"), quick, "from");
  const inside = quick.filter(({ from, to }) => left.has(from) && left.has(to));
  const both = linksOf([...inside, ...inside.map(({ from, port, to }) => ({ from: to, port, to: from }))], "forward");
  const reported = new Set<string>();
  const problems: Problem[] = [];
  for (const { id } of graph.nodes) {
    if (!left.has(id) || reported.has(id)) continue;
    for (const other of reach([id], both)) reported.add(other);
    problems.push({
      code: "cycle_without_wait",
      severity: "error",
      message: "People could go round this loop without ever waiting. Put a wait of at least one minute into it.",
      node_id: id,
    });
  }
  return problems;
}

/** Takes away, again and again, the nodes at which no edge between the remaining ones ends (`side` "to") or starts ("from"). */
function prune(nodes: ReadonlySet<string>, edges: GraphEdge[], side: "to" | "from"): Set<string> {
  const inside = edges.filter(({ from, to }) => nodes.has(from) && nodes.has(to));
  const degree = new Map<string, number>();
  const links = linksOf(inside, side === "to" ? "forward" : "backward");
  for (const edge of inside) degree.set(edge[side], (degree.get(edge[side]) ?? 0) + 1);
  const left = new Set(nodes);
  const open = [...nodes].filter((id) => !degree.has(id));
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    left.delete(id);
    for (const next of links.get(id) ?? []) {
      const rest = (degree.get(next) ?? 0) - 1;
      degree.set(next, rest);
      if (rest === 0) open.push(next);
    }
  }
  return left;
}

function linksOf(edges: GraphEdge[], direction: "forward" | "backward"): Map<string, string[]> {
  const links = new Map<string, string[]>();
  for (const { from, to } of edges) {
    const [key, value] = direction === "forward" ? [from, to] : [to, from];
    const list = links.get(key);
    if (list) list.push(value);
    else links.set(key, [value]);
  }
  return links;
}

/** `starts` and everything that can be reached from them. */
function reach(starts: string[], links: ReadonlyMap<string, string[]>): Set<string> {
  const found = new Set(starts);
  const open = [...starts];
  for (let id = open.pop(); id !== undefined; id = open.pop())
    for (const next of links.get(id) ?? [])
      if (!found.has(next)) {
        found.add(next);
        open.push(next);
      }
  return found;
}
