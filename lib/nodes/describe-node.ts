import type { GraphNode } from "@/lib/journey/graph";
import type { Names } from "@/lib/journey/names";
import type { NodeDefinition, PortDefinition } from "./define-node";
import { nodeDefinition } from "./registry";

/** A node as the canvas shows it; safe for drafts whose config does not even have the right shape. */
export type DescribedNode = {
  definition: NodeDefinition | undefined;
  /** the type's label; the type itself when nobody has defined it */
  label: string;
  summary: string;
  ports: PortDefinition[];
  /** the config has the shape of its schema (it may still be unfinished: see checkGraph) */
  valid: boolean;
};

/** Parses the config and describes the node. A config that does not parse is described by the type's defaults. */
export function describeNode(node: GraphNode, names: Names): DescribedNode {
  const definition = nodeDefinition(node.type);
  if (!definition) return { definition, label: node.type, summary: "Unknown step", ports: [], valid: false };
  const { label } = definition;
  const parsed = definition.schema.safeParse(node.config);
  if (parsed.success)
    return {
      definition,
      label,
      summary: definition.summary(parsed.data, names),
      ports: definition.ports(parsed.data),
      valid: true,
    };
  const defaults = definition.schema.safeParse(definition.defaults);
  return {
    definition,
    label,
    summary: "Some settings are not valid",
    ports: defaults.success ? definition.ports(defaults.data) : [],
    valid: false,
  };
}
