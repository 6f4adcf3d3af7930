import type { Graph } from "@/lib/journey/graph";
import type { JsonObject } from "@/lib/journey/json";
import { nodeDefinition } from "@/lib/nodes/registry";
import { sketchGraph } from "../sketch-graph";
import type { CatalogueCase } from "./catalogue-case";

/** The journey of a case, with the tested step as "step". */
export function caseGraph({ step, journey }: Pick<CatalogueCase, "step" | "journey">): Graph {
  const graph = sketchGraph(journey ?? plainJourney(step.type, step.config));
  return { ...graph, nodes: graph.nodes.map((node) => (node.id === "step" ? { ...node, ...step } : node)) };
}

/** A start, the step, and an exit for each of its exits that is named after it. */
function plainJourney(type: string, config: JsonObject) {
  const definition = nodeDefinition(type);
  const ports = definition ? definition.ports(definition.schema.parse(config)) : [];
  const isTrigger = definition?.category === "trigger";
  return {
    nodes: [
      ...(isTrigger ? [] : [{ id: "start", type: "trigger.event", config: { event: "begin" } }]),
      { id: "step", type },
      ...ports.map(({ key }) => ({ id: `to_${key}`, type: "exit", config: { reason: key } })),
    ],
    edges: [...(isTrigger ? [] : ["start -> step"]), ...ports.map(({ key }) => `step -${key}-> to_${key}`)],
  };
}
