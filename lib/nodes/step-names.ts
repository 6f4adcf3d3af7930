import type { Graph, GraphNode } from "@/lib/journey/graph";
import type { Names } from "@/lib/journey/names";
import { nodeDefinition } from "./registry";

export type KnownNames = {
  segments: ReadonlyMap<string, string>;
  templates: ReadonlyMap<string, string>;
  journeys?: ReadonlyMap<string, string>;
  /** the lists are on their way: what they do not name yet is not gone */
  loading?: boolean;
};

/** Words for ids inside sentences: a step is called by its email's name or subject, else by its kind. */
export function stepNames(graph: Graph, known: KnownNames): Names {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const template = (id: string) => known.templates.get(id) ?? (known.loading ? "an email" : "an email that is gone");
  return {
    node: (id) => {
      const node = byId.get(id);
      return node ? stepName(node, template) : "a step that is gone";
    },
    segment: (id) => known.segments.get(id) ?? (known.loading ? "a segment" : "a segment that is gone"),
    template,
    ...(known.journeys && { journey: (id) => known.journeys?.get(id) ?? "a journey that is gone" }),
  };
}

function stepName(node: GraphNode, template: (id: string) => string): string {
  const { template_id, subject } = node.config;
  if (node.type === "email" && typeof template_id === "string" && template_id !== "") return template(template_id);
  if (node.type === "email" && typeof subject === "string" && subject !== "") return subject;
  return nodeDefinition(node.type)?.label ?? node.type;
}
