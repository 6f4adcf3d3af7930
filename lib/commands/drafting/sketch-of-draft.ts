import { nameReferences } from "@/lib/journey/file-references";
import type { Graph, GraphNode } from "@/lib/journey/graph";
import type { Json, JsonObject } from "@/lib/journey/json";
import { hideSettings } from "./hidden-settings";
import type { DraftingWorld } from "./read-drafting-world";

/** The present draft in the form that a model answers in, without what is not to be seen of it. */
export function sketchOfDraft({ own: { journey }, references }: DraftingWorld): JsonObject {
  const { name, description, settings, graph } = journey;
  const named = (value: unknown) => nameReferences(JSON.parse(JSON.stringify(value)) as Json, references);
  return {
    name,
    description,
    settings: named(settings),
    steps: graph.nodes.map((node) => stepOf(node, graph, references, named)),
    ...(graph.notes ? { notes: JSON.parse(JSON.stringify(graph.notes)) as Json } : {}),
  };
}

function stepOf(
  node: GraphNode,
  graph: Graph,
  references: ReadonlyMap<string, string>,
  named: (value: unknown) => Json,
): JsonObject {
  const { id, type } = node;
  const { template_id, ...config } = hideSettings(node);
  const reference = type === "email" && typeof template_id === "string" ? references.get(template_id) : undefined;
  const shown = reference === undefined && template_id !== undefined ? { ...config, template_id } : config;
  const exits = graph.edges.filter(({ from }) => from === id);
  return {
    id,
    type,
    ...(reference === undefined ? {} : { mail: reference.slice("@templates/".length) }),
    config: named(shown),
    next: exits.length === 0 ? null : Object.fromEntries(exits.map(({ port, to }) => [port, to])),
  };
}
