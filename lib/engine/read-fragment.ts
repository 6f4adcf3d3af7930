import * as z from "zod";
import { type Graph, type GraphEdge, graphSchema } from "@/lib/journey/graph";
import { nodeDefinition } from "@/lib/nodes/registry";
import { exitsOf, isTrigger } from "./edit-graph";
import { fragmentOf } from "./graph-fragment";

/** Names of what a workspace has, by id. */
export type KnownThings = { segments: ReadonlyMap<string, string>; templates: ReadonlyMap<string, string> };

/** `problems`: sentences for the author, each naming what it is about. */
export type ReadFragment =
  /** can be pasted; the problems say what will then have to be looked at, or was left out */
  | { ok: true; fragment: Graph; problems: string[] }
  /** `foreign`: no steps at all, something else was copied */
  | { ok: false; foreign: boolean; reason: string; problems: string[] };

const FORMAT = "sojourn/steps";
const VERSION = 1;
const PROBLEMS_MAX = 12;

const copiedSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  nodes: graphSchema.shape.nodes,
  edges: graphSchema.shape.edges,
  notes: graphSchema.shape.notes,
  /** what the ids in the settings are called where the steps come from */
  names: z.record(z.string(), z.string()).default({}),
});

/** Steps as text for the clipboard: what connects them, their notes, and the names of what their settings point to. */
export function writeFragment(graph: Graph, ids: ReadonlySet<string>, known: KnownThings): string {
  const fragment = fragmentOf(graph, ids);
  const names = fragment.nodes.flatMap((node): [string, string][] => {
    const { segments, templates } = referencesOf(node);
    return [
      ...segments.flatMap((id) => nameOf(known.segments, id)),
      ...templates.flatMap((id) => nameOf(known.templates, id)),
    ];
  });
  return JSON.stringify({ format: FORMAT, version: VERSION, ...fragment, names: Object.fromEntries(names) }, null, 1);
}

/**
 * Steps from a text that somebody pastes: what was copied here or elsewhere, a downloaded journey, or a bare graph. Trusts nothing:
 * connections that cannot be are left out and named; steps that this workspace cannot run are kept and named. `target`: the
 * graph that they go into.
 */
export function readFragment(text: string, target: Graph, known: KnownThings): ReadFragment {
  const value = parseJson(text);
  const copied = typeof value === "object" && value !== null ? graphIn(value) : undefined;
  if (!copied) return refuse("What you copied are no steps of a journey.", [], true);
  if ("format" in copied && "version" in copied && copied.version !== VERSION)
    return refuse(
      `These steps were copied in format ${JSON.stringify(copied.version)}; this version of Sojourn reads format ${VERSION}.`,
    );
  const parsed = copiedSchema.safeParse({ ...copied, format: FORMAT, version: VERSION });
  if (!parsed.success)
    return refuse(
      "These steps cannot be read.",
      parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`),
    );
  const { nodes, edges, notes = [], names } = parsed.data;
  const ids = new Set(nodes.map(({ id }) => id));
  if (nodes.length === 0) return refuse("There are no steps in what you copied.");
  if (ids.size < nodes.length) return refuse("Two of these steps have the same id.");
  const kept = keepEdges({ nodes, edges });
  return {
    ok: true,
    fragment: { nodes, edges: kept.edges, ...(notes.length > 0 && { notes: notes.filter((n) => ids.has(n.node)) }) },
    problems: shorten([...kept.problems, ...nodes.flatMap((node) => strangers(node, ids, target, known, names))]),
  };
}

function refuse(reason: string, problems: string[] = [], foreign = false): ReadFragment {
  return { ok: false, foreign, reason, problems: shorten(problems) };
}

function shorten(problems: string[]): string[] {
  const more = problems.length - PROBLEMS_MAX;
  return more > 0 ? [...problems.slice(0, PROBLEMS_MAX), `… and ${more} more`] : problems;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // some other text
  }
}

/** The object with nodes and edges: the value itself, or the graph of a downloaded journey. */
function graphIn(value: object): object | undefined {
  if ("nodes" in value && "edges" in value) return value;
  if ("format" in value && value.format === FORMAT) return value;
  const inner = "graph" in value ? value.graph : undefined;
  return typeof inner === "object" && inner !== null && "nodes" in inner && "edges" in inner ? inner : undefined;
}

/** Connections that can be: both ends there, from an exit that the step has, one for each exit, into no trigger. */
function keepEdges(graph: Graph): { edges: GraphEdge[]; problems: string[] } {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const used = new Set<string>();
  const problems: string[] = [];
  const edges = graph.edges.filter((edge) => {
    const [from, to] = [byId.get(edge.from), byId.get(edge.to)];
    const way = `The connection from “${edge.from}” (${edge.port}) to “${edge.to}” is left out`;
    const refusal = ((): string | undefined => {
      if (!from || !to) return `“${from ? edge.to : edge.from}” was not copied.`;
      if (nodeDefinition(from.type) && !exitsOf(from).includes(edge.port))
        return `“${edge.from}” has no exit “${edge.port}”.`;
      if (used.has(`${edge.from}\n${edge.port}`)) return "that exit leads elsewhere already.";
      if (isTrigger(to)) return "nothing can lead to a trigger.";
      return from === to ? "a step cannot lead to itself." : undefined;
    })();
    used.add(`${edge.from}\n${edge.port}`);
    if (refusal) problems.push(`${way}: ${refusal}`);
    return refusal === undefined;
  });
  return { edges, problems };
}

type Node = Graph["nodes"][number];

/** What a step's settings point to and this workspace or journey does not have. */
function strangers(
  node: Node,
  ids: ReadonlySet<string>,
  target: Graph,
  known: KnownThings,
  names: Record<string, string>,
): string[] {
  const definition = nodeDefinition(node.type);
  if (!definition) return [`“${node.id}” is a step of the kind “${node.type}”, which is not known here.`];
  const parsed = definition.schema.safeParse(node.config);
  if (!parsed.success) {
    const fields = [...new Set(parsed.error.issues.map(({ path }) => path.join(".") || "settings"))].join(", ");
    return [`${definition.label} “${node.id}” has settings that are not valid here: ${fields}.`];
  }
  const { segments, templates, nodes } = referencesOf(node);
  const there = new Set(target.nodes.map(({ id }) => id));
  const called = (id: string) => `“${names[id] ?? id}”`;
  return [
    ...segments
      .filter((id) => !known.segments.has(id))
      .map((id) => `${definition.label} uses the segment ${called(id)}, which this workspace does not have.`),
    ...templates
      .filter((id) => !known.templates.has(id))
      .map((id) => `${definition.label} uses the email ${called(id)}, which this workspace does not have.`),
    ...nodes
      .filter((id) => !ids.has(id) && !there.has(id))
      .map((id) => `${definition.label} asks about the step “${id}”, which was not copied.`),
  ];
}

function referencesOf(node: Node): { segments: string[]; templates: string[]; nodes: string[] } {
  const definition = nodeDefinition(node.type);
  const parsed = definition?.schema.safeParse(node.config);
  const {
    segments = [],
    templates = [],
    nodes = [],
  } = parsed?.success ? (definition?.references?.(parsed.data) ?? {}) : {};
  return { segments: [...new Set(segments)], templates: [...new Set(templates)], nodes: [...new Set(nodes)] };
}

function nameOf(names: ReadonlyMap<string, string>, id: string): [string, string][] {
  const name = names.get(id);
  return name === undefined ? [] : [[id, name]];
}
