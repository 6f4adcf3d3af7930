import { insertNode, newNodeId, placeNode } from "@/lib/engine/edit-graph";
import { layoutGraph, NODE_HEIGHT, NODE_WIDTH, type Point } from "@/lib/engine/layout-graph";
import type { Graph } from "@/lib/journey/graph";
import { nodeDefinition } from "@/lib/nodes/registry";
import type { CanvasStore } from "../store/canvas-store";
import type { Slot } from "../store/slot";

/** Puts a new step of a type into a slot, focuses it and opens its settings. Unknown types change nothing. */
export function insertStep(store: CanvasStore, slot: Slot, type: string): void {
  const definition = nodeDefinition(type);
  if (!definition) return;
  const { graph } = store.getState().history.present;
  const id = newNodeId(graph, type, Math.random);
  const node = { id, type, config: structuredClone(definition.defaults) };
  const place = placeOf(graph, slot);
  const insert = (g: Graph) => insertNode(g, place && { from: place.from, port: place.port }, node);
  const at = slot.kind === "alone" ? slot.at : undefined;
  store.getState().editGraph(`add ${definition.label}`, (g) => (at ? withMiddleAt(insert(g), id, at) : insert(g)), {
    focus: id,
    inspect: true,
  });
  store.getState().set({ picker: undefined, drag: undefined, dropSlot: undefined, moving: undefined });
}

/** The graph with a card's middle at a point of the drawing, wherever the layout would put it. */
function withMiddleAt(graph: Graph, id: string, middle: Point): Graph {
  const laidOut = layoutGraph(graph).positions.get(id) ?? { x: 0, y: 0 };
  return placeNode(graph, id, {
    x: Math.round(middle.x - NODE_WIDTH / 2 - laidOut.x),
    y: Math.round(middle.y - NODE_HEIGHT / 2 - laidOut.y),
  });
}

function placeOf(graph: Graph, slot: Slot): { from: string; port: string } | undefined {
  switch (slot.kind) {
    case "place":
      return slot;
    case "trigger":
      return besideFirstTrigger(graph);
    case "alone":
      return undefined;
  }
}

/** Another trigger leads to where the first one leads; the very first leads to what stands alone at the start. */
function besideFirstTrigger(graph: Graph): { from: string; port: string } | undefined {
  const first = graph.nodes.find((node) => nodeDefinition(node.type)?.category === "trigger");
  return first && { from: first.id, port: "next" };
}
