import type { Graph, GraphEdge, GraphNode } from "@/lib/journey/graph";
import type { JsonObject } from "@/lib/journey/json";
import { plainNames } from "@/lib/journey/names";
import { describeNode } from "@/lib/nodes/describe-node";
import { nodeDefinition } from "@/lib/nodes/registry";

/**
 * Edits of a graph, as the canvas and the outline make them. All pure; none ever leaves an edge without both its nodes,
 * or two edges on one port. Edits that make no sense give their reason instead of a graph.
 */

/** A place in the flow: an exit of a node, connected or not. Inserting there puts something between it and what follows. */
export type Place = { from: string; port: string };
export type Edit = { ok: true; graph: Graph } | { ok: false; reason: string };

/**
 * Puts a new node at a place: it takes over what followed there, through its first exit. A new trigger leads to
 * what follows the place. Without a place, or at one that does not exist, the node stands alone. An end put between two steps
 * leaves what followed unconnected.
 */
export function insertNode(graph: Graph, at: Place | undefined, node: GraphNode): Graph {
  const nodes = [...graph.nodes, node];
  if (!at || !graph.nodes.some(({ id }) => id === at.from)) return { ...graph, nodes };
  const replaced = edgeAt(graph, at);
  const [exit] = exitsOf(node);
  const onwards = replaced && exit !== undefined ? [{ from: node.id, port: exit, to: replaced.to }] : [];
  if (isTrigger(node)) return { ...graph, nodes, edges: [...graph.edges, ...onwards] };
  const kept = graph.edges.filter((edge) => edge !== replaced);
  return { ...graph, nodes, edges: [...kept, { ...at, to: node.id }, ...onwards] };
}

/**
 * Removes a node. "only": what led to it leads to what followed its first connected exit (`keep` chooses another);
 * other arms stay on the canvas unconnected. "with_following": everything goes that could be reached through it alone.
 */
export function removeNode(graph: Graph, id: string, mode: "only" | "with_following", keep?: string): Graph {
  if (mode === "with_following") return without(graph, onlyThrough(graph, id));
  const target = followerOf(graph, id, keep);
  const edges = graph.edges.flatMap((edge): GraphEdge[] => {
    if (edge.from === id) return [];
    if (edge.to !== id) return [edge];
    return target === undefined || target === edge.from ? [] : [{ ...edge, to: target }];
  });
  return withNotesOf({ ...graph, nodes: graph.nodes.filter((node) => node.id !== id), edges });
}

/**
 * Moves a node to another place. "only": the gap closes behind it and it takes over what followed the new place, its other
 * arms go with it. "with_following": the whole branch below it moves, and what followed the place joins on where the branch
 * first ends.
 */
export function moveNode(graph: Graph, id: string, to: Place, mode: "only" | "with_following"): Edit {
  const node = graph.nodes.find((n) => n.id === id);
  if (!node) return { ok: false, reason: "This step is not in the journey any more." };
  if (isTrigger(node)) return { ok: false, reason: "A trigger starts the journey and stays at its start." };
  if (to.from === id) return { ok: true, graph };
  if (edgeAt(graph, to)?.to === id) return { ok: true, graph };
  return mode === "only" ? moveOne(graph, node, to) : moveBranch(graph, node, to);
}

/** Leads a place to an existing node (a join, or a loop back). Replaces what the place led to. */
export function connect(graph: Graph, at: Place, to: string): Edit {
  const reason = connectionProblem(graph, at, to);
  if (reason) return { ok: false, reason };
  const replaced = edgeAt(graph, at);
  return { ok: true, graph: { ...graph, edges: [...graph.edges.filter((e) => e !== replaced), { ...at, to }] } };
}

/** Why a place cannot lead to a node, in a sentence for its author; undefined when it can. */
export function connectionProblem(graph: Graph, at: Place, to: string): string | undefined {
  const target = graph.nodes.find(({ id }) => id === to);
  if (!target || !graph.nodes.some(({ id }) => id === at.from)) return "This step is not in the journey any more.";
  if (isTrigger(target)) return "A trigger starts the journey; nothing can lead to it.";
  if (at.from === to) return "A step cannot lead to itself.";
  if (edgeAt(graph, at)?.to === to) return "These two are already connected.";
  return undefined;
}

/** Takes the connection off a place; its exit is open afterwards. */
export function disconnect(graph: Graph, at: Place): Graph {
  return { ...graph, edges: graph.edges.filter((edge) => edge.from !== at.from || edge.port !== at.port) };
}

/** Gives a node other settings. Connections of exits that no longer exist go; an exit that was only renamed keeps its own. */
export function replaceConfig(graph: Graph, id: string, config: JsonObject): Graph {
  const before = graph.nodes.find((node) => node.id === id);
  if (!before) return graph;
  const after = { ...before, config };
  const nodes = graph.nodes.map((node) => (node === before ? after : node));
  const described = describeNode(after, plainNames);
  if (!described.valid) return { ...graph, nodes };
  const exits = described.ports.map(({ key }) => key);
  const renamed = renamedExits(exitsOf(before), exits);
  const edges = graph.edges.flatMap((edge) => {
    if (edge.from !== id || exits.includes(edge.port)) return [edge];
    const port = renamed.get(edge.port);
    return port === undefined ? [] : [{ ...edge, port }];
  });
  return { ...graph, nodes, edges };
}

/** Writes the note of a node, or takes it away when the text is blank. */
export function noteNode(graph: Graph, node: string, text: string): Graph {
  const { notes = [], ...rest } = graph;
  const others = notes.filter((note) => note.node !== node);
  const next = text.trim() === "" ? others : [...others, { node, text }];
  return next.length === 0 ? rest : { ...rest, notes: next };
}

/** Puts a node elsewhere on the canvas than the layout would: an offset in px; undefined puts it back. */
export function placeNode(graph: Graph, id: string, position: GraphNode["position"]): Graph {
  return {
    ...graph,
    nodes: graph.nodes.map((node) => {
      if (node.id !== id) return node;
      const { position: _old, ...rest } = node;
      return position ? { ...rest, position } : rest;
    }),
  };
}

/**
 * An id for a new node of a type: readable, and never one that the journey had before (reports and splits go by it).
 * `random` gives numbers in [0, 1).
 */
export function newNodeId(graph: Graph, type: string, random: () => number): string {
  const taken = new Set(graph.nodes.map(({ id }) => id));
  const stem = type
    .replace(/^trigger\./, "")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .slice(0, 40);
  for (;;) {
    const id = `${stem}_${Math.floor(random() * 36 ** 5)
      .toString(36)
      .padStart(5, "0")}`;
    if (!taken.has(id)) return id;
  }
}

function moveOne(graph: Graph, node: GraphNode, to: Place): Edit {
  const { id } = node;
  const main = mainExit(graph, node);
  const arms = graph.edges.filter((edge) => edge.from === id && edge.port !== main && edge.to !== id);
  if (arms.some((arm) => descendants(graph, arm.to).has(to.from) || arm.to === to.from))
    return { ok: false, reason: "A step cannot move into one of its own arms." };
  const without = removeNode(graph, id, "only", main);
  const moved = insertNode(without, to, node);
  // The exit that insertNode used belongs to what followed the new place; the other arms came along.
  const [exit] = exitsOf(node);
  const own = arms.filter((arm) => arm.port !== exit || !moved.edges.some((e) => e.from === id && e.port === exit));
  return { ok: true, graph: { ...graph, edges: [...moved.edges, ...own] } };
}

function moveBranch(graph: Graph, node: GraphNode, to: Place): Edit {
  const branch = descendants(graph, node.id);
  if (branch.has(to.from)) return { ok: false, reason: "A branch cannot move into itself." };
  const following = edgeAt(graph, to);
  const edges = graph.edges.filter((edge) => edge !== following && (edge.to !== node.id || branch.has(edge.from)));
  const lifted = { ...graph, edges: [...edges, { ...to, to: node.id }] };
  const open = following && !branch.has(following.to) ? firstOpenExit(lifted, node) : undefined;
  if (!following || !open) return { ok: true, graph: lifted };
  return { ok: true, graph: { ...lifted, edges: [...lifted.edges, { ...open, to: following.to }] } };
}

/** The first open exit below a node, following first exits first. */
export function firstOpenExit(graph: Graph, start: GraphNode): Place | undefined {
  const seen = new Set<string>();
  const open = [start.id];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = graph.nodes.find((n) => n.id === id);
    if (!node || seen.has(id)) continue;
    seen.add(id);
    for (const port of exitsOf(node).toReversed()) {
      const edge = edgeAt(graph, { from: id, port });
      if (edge) open.push(edge.to);
    }
    const free = exitsOf(node).find((port) => !edgeAt(graph, { from: node.id, port }));
    if (free !== undefined) return { from: id, port: free };
  }
  return undefined;
}

/** The connection of a place, if it has one. */
export function edgeAt(graph: Graph, { from, port }: Place): GraphEdge | undefined {
  return graph.edges.find((edge) => edge.from === from && edge.port === port);
}

/** Keys of a node's exits, in order; [] for an end and for unknown types. */
export function exitsOf(node: GraphNode): string[] {
  return describeNode(node, plainNames).ports.map(({ key }) => key);
}

export function isTrigger(node: GraphNode): boolean {
  return nodeDefinition(node.type)?.category === "trigger";
}

/** The exit whose follower closes the gap when the node goes: the first connected one. */
export function mainExit(graph: Graph, node: GraphNode): string | undefined {
  return exitsOf(node).find((port) => edgeAt(graph, { from: node.id, port }));
}

function followerOf(graph: Graph, id: string, keep: string | undefined): string | undefined {
  const node = graph.nodes.find((n) => n.id === id);
  if (!node) return undefined;
  const port = keep ?? mainExit(graph, node);
  const target = port === undefined ? undefined : edgeAt(graph, { from: id, port })?.to;
  return target === id ? undefined : target;
}

/** `id` and everything below it. */
export function descendants(graph: Graph, id: string): Set<string> {
  return spread(graph, [id], new Set());
}

/** Everything that can be reached from `starts`, `blocked` nodes neither entered nor counted. */
function spread(graph: Graph, starts: string[], blocked: ReadonlySet<string>): Set<string> {
  const links = new Map<string, string[]>();
  for (const { from, to } of graph.edges) links.set(from, [...(links.get(from) ?? []), to]);
  const found = new Set(starts);
  const open = [...starts];
  for (let here = open.pop(); here !== undefined; here = open.pop())
    for (const next of links.get(here) ?? [])
      if (!found.has(next) && !blocked.has(next)) {
        found.add(next);
        open.push(next);
      }
  return found;
}

function onlyThrough(graph: Graph, id: string): Set<string> {
  const below = descendants(graph, id);
  const outside = graph.nodes.map((node) => node.id).filter((node) => !below.has(node));
  const starts = [
    ...outside,
    ...graph.nodes.filter((node) => isTrigger(node) && node.id !== id).map((node) => node.id),
  ];
  const kept = spread(graph, starts, new Set([id]));
  return new Set([...below].filter((node) => !kept.has(node)));
}

function without(graph: Graph, gone: ReadonlySet<string>): Graph {
  return withNotesOf({
    ...graph,
    nodes: graph.nodes.filter(({ id }) => !gone.has(id)),
    edges: graph.edges.filter(({ from, to }) => !gone.has(from) && !gone.has(to)),
  });
}

/** The graph without notes of nodes that are gone. */
function withNotesOf(graph: Graph): Graph {
  if (!graph.notes) return graph;
  const ids = new Set(graph.nodes.map(({ id }) => id));
  return { ...graph, notes: graph.notes.filter((note) => ids.has(note.node)) };
}

/** Exits that stand at the same place under another name, where nothing else changed. */
function renamedExits(before: string[], after: string[]): Map<string, string> {
  if (before.length !== after.length) return new Map();
  const pairs = before.map((key, i): [string, string] => [key, after[i] ?? key]).filter(([a, b]) => a !== b);
  return new Map(pairs.filter(([a, b]) => !after.includes(a) && !before.includes(b)));
}
