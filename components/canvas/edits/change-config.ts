import { replaceConfig } from "@/lib/engine/edit-graph";
import type { Graph } from "@/lib/journey/graph";
import type { Json, JsonObject } from "@/lib/journey/json";
import type { PortRename } from "../inspector/field-props";
import type { CanvasStore } from "../store/canvas-store";
import { stepLabel } from "./step-label";

/** Settings to set or, for undefined, to take away. */
export type ConfigChange = Readonly<Record<string, Json | undefined>>;

/**
 * Changes settings of a step. Typing into one setting undoes as one. Edges of a renamed exit follow it; edges of an exit that is
 * gone go.
 */
export function changeConfig(store: CanvasStore, id: string, change: ConfigChange, rename?: PortRename): void {
  const { history, editGraph } = store.getState();
  const label = `change ${stepLabel(history.present.graph, id)}`;
  editGraph(
    label,
    (graph) => {
      const node = graph.nodes.find((n) => n.id === id);
      if (!node) return graph;
      const config = Object.entries(change).reduce((c, [name, value]) => withSetting(c, name, value), node.config);
      return replaceConfig(renameExit(graph, id, rename), id, config);
    },
    { mergeKey: `${id}.${Object.keys(change).join()}` },
  );
}

/** The config with one setting set or, for undefined, taken away. */
export function withSetting(config: JsonObject, name: string, value: Json | undefined): JsonObject {
  if (value !== undefined) return { ...config, [name]: value };
  return Object.fromEntries(Object.entries(config).filter(([key]) => key !== name));
}

function renameExit(graph: Graph, id: string, rename?: PortRename): Graph {
  if (!rename) return graph;
  const edges = graph.edges.map((edge) =>
    edge.from === id && edge.port === rename.from ? { ...edge, port: rename.to } : edge,
  );
  return { ...graph, edges };
}
