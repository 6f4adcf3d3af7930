import type { Graph, GraphNode } from "@/lib/journey/graph";
import type { Json, JsonObject } from "@/lib/journey/json";
import { nodeDefinition } from "@/lib/nodes/registry";
import {
  descendants,
  type Edit,
  edgeAt,
  exitsOf,
  firstOpenExit,
  insertNode,
  isTrigger,
  mainExit,
  moveNode,
  newNodeId,
  type Place,
  removeNode,
} from "./edit-graph";

/**
 * Several steps at once: a fragment is a graph of its own, some steps with the connections and notes among them. What a single
 * step's edits promise (lib/engine/edit-graph.ts) holds here too.
 */

/** Some nodes of a graph with what connects them. Offsets stay behind: the layout places a fragment wherever it goes. */
export function fragmentOf(graph: Graph, ids: ReadonlySet<string>): Graph {
  const notes = graph.notes?.filter((note) => ids.has(note.node)) ?? [];
  return {
    nodes: graph.nodes.filter(({ id }) => ids.has(id)).map(({ position: _own, ...node }) => node),
    edges: graph.edges.filter(({ from, to }) => ids.has(from) && ids.has(to)),
    ...(notes.length > 0 && { notes }),
  };
}

/**
 * Puts a fragment (with ids that the graph does not have) at a place: its parts one after the other, and what followed the place
 * where they first end. Without a place, or when a trigger of its own leads to every part, it stands alone. A single
 * step goes in as insertNode puts it.
 */
export function insertFragment(graph: Graph, at: Place | undefined, fragment: Graph): Graph {
  const notes = [...(graph.notes ?? []), ...(fragment.notes ?? [])];
  const [first, ...others] = fragment.nodes;
  if (first && others.length === 0) return { ...insertNode(graph, at, first), ...(notes.length > 0 && { notes }) };
  const all: Graph = {
    nodes: [...graph.nodes, ...fragment.nodes],
    edges: [...graph.edges, ...fragment.edges],
    ...(notes.length > 0 && { notes }),
  };
  const heads = headsOf(fragment);
  if (!at || heads.length === 0 || !graph.nodes.some(({ id }) => id === at.from)) return all;
  const following = edgeAt(graph, at);
  let grown: Graph = { ...all, edges: all.edges.filter((edge) => edge !== following) };
  let end: Place | undefined = at;
  for (const head of heads) {
    if (!end) break;
    grown = { ...grown, edges: [...grown.edges, { ...end, to: head.id }] };
    end = firstOpenExit(grown, head);
  }
  if (!following || !end) return grown;
  return { ...grown, edges: [...grown.edges, { ...end, to: following.to }] };
}

/** The fragment with ids that are new to `graph`, in its connections, notes and settings too. `random` gives numbers in [0, 1). */
export function renumberFragment(graph: Graph, fragment: Graph, random: () => number): Graph {
  const ids = new Map<string, string>();
  let taken: Graph = { nodes: [...graph.nodes, ...fragment.nodes], edges: [] };
  for (const node of fragment.nodes) {
    const id = newNodeId(taken, node.type, random);
    ids.set(node.id, id);
    taken = { ...taken, nodes: [...taken.nodes, { ...node, id }] };
  }
  const now = (id: string) => ids.get(id) ?? id;
  return {
    nodes: fragment.nodes.map((node) => ({ ...node, id: now(node.id), config: renameReferences(node, ids) })),
    edges: fragment.edges.map((edge) => ({ ...edge, from: now(edge.from), to: now(edge.to) })),
    ...(fragment.notes && { notes: fragment.notes.map((note) => ({ ...note, node: now(note.node) })) }),
  };
}

/** Removes several nodes as removeNode removes each: gaps close, or everything goes that is reached through them alone. */
export function removeNodes(graph: Graph, ids: Iterable<string>, mode: "only" | "with_following"): Graph {
  return [...ids].reduce(
    (left, id) => (left.nodes.some((node) => node.id === id) ? removeNode(left, id, mode) : left),
    graph,
  );
}

/**
 * Moves several nodes to one place, where they stand in the order they had, connected among themselves as before. Gaps close
 * behind them; their other arms go with them.
 */
export function moveNodes(graph: Graph, ids: ReadonlySet<string>, to: Place): Edit {
  const [first, ...others] = graph.nodes.filter(({ id }) => ids.has(id));
  if (!first) return { ok: false, reason: "These steps are not in the journey any more." };
  if (others.length === 0) return moveNode(graph, first.id, to, "only");
  if ([first, ...others].some(isTrigger))
    return { ok: false, reason: "A trigger starts the journey and stays at its start." };
  if (ids.has(to.from)) return { ok: false, reason: "Steps cannot move to a place behind one of themselves." };
  const arms = graph.edges.filter((edge) => {
    const node = graph.nodes.find(({ id }) => id === edge.from);
    return node && ids.has(edge.from) && !ids.has(edge.to) && edge.port !== mainExit(graph, node);
  });
  if (arms.some((arm) => descendants(graph, arm.to).has(to.from)))
    return { ok: false, reason: "Steps cannot move into one of their own arms." };
  const inserted = insertFragment(removeNodes(graph, ids, "only"), to, fragmentOf(graph, ids));
  const kept = arms.filter((arm) => !edgeAt(inserted, arm));
  const moved = graph.nodes.map((node) => (ids.has(node.id) ? withoutOffset(node) : node));
  return { ok: true, graph: { ...graph, nodes: moved, edges: [...inserted.edges, ...kept] } };
}

function withoutOffset({ position: _own, ...node }: GraphNode): GraphNode {
  return node;
}

/** Where the parts of a fragment are entered: steps that nothing in it leads to, and one of each circle. */
function headsOf(fragment: Graph): GraphNode[] {
  const entered = new Set(fragment.edges.map(({ to }) => to));
  const reached = new Set<string>();
  const reach = (id: string) => {
    for (const below of descendants(fragment, id)) reached.add(below);
  };
  for (const node of fragment.nodes) if (isTrigger(node)) reach(node.id);
  const heads = fragment.nodes.filter((node) => !isTrigger(node) && !entered.has(node.id));
  for (const head of heads) reach(head.id);
  for (const node of fragment.nodes) {
    if (reached.has(node.id) || exitsOf(node).length === 0) continue;
    heads.push(node);
    reach(node.id);
  }
  return heads;
}

/** Settings that hold node ids, wherever they stand: conditions, go-to and the like. */
const REFERENCE_KEYS: ReadonlySet<string> = new Set(["node_id", "node", "nodes", "visits"]);

function renameReferences(node: GraphNode, ids: ReadonlyMap<string, string>): JsonObject {
  const definition = nodeDefinition(node.type);
  const parsed = definition?.schema.safeParse(node.config);
  const named = parsed?.success ? (definition?.references?.(parsed.data).nodes ?? []) : [];
  if (!named.some((id) => ids.has(id))) return node.config;
  const rename = (value: Json, key: string): Json => {
    if (typeof value === "string") return REFERENCE_KEYS.has(key) ? (ids.get(value) ?? value) : value;
    if (Array.isArray(value)) return value.map((item) => rename(item, key));
    return typeof value === "object" && value !== null ? renameIn(value) : value;
  };
  const renameIn = (object: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(object).map(([key, value]) => [key, rename(value, key)]));
  return renameIn(node.config);
}
