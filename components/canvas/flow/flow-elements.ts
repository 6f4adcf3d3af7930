import { NODE_HEIGHT, NODE_WIDTH, NOTE_WIDTH } from "@/lib/engine/layout-graph";
import type { StepView } from "../view/step-views";
import type { EndFlowNode } from "./end-node";
import type { NoteFlowNode } from "./note-node";
import type { Scene } from "./scene";
import { END_SIZE, START_SIZE, startPlace } from "./scene-bounds";
import type { StartFlowNode } from "./start-node";
import type { StepFlowEdge } from "./step-edge";
import type { StepFlowNode } from "./step-node";

export type CanvasNode = StepFlowNode | EndFlowNode | StartFlowNode | NoteFlowNode;
export type FlowElements = { nodes: CanvasNode[]; edges: StepFlowEdge[] };

/**
 * A scene as React Flow's nodes and edges. What did not change keeps its object from `before`, so that only cards that
 * changed render again.
 */
export function flowElements(
  scene: Scene,
  views: ReadonlyMap<string, StepView>,
  editable: boolean,
  before: FlowElements | undefined,
): FlowElements {
  const oldNodes = new Map(before?.nodes.map((node) => [node.id, node]));
  const oldEdges = new Map(before?.edges.map((edge) => [edge.id, edge]));
  const nameOf = (id: string) => views.get(id)?.summary ?? id;
  const steps = scene.steps.flatMap((step): CanvasNode[] => {
    const view = views.get(step.id);
    if (!view) return [];
    return [
      {
        id: step.id,
        type: "step",
        position: { x: step.x, y: step.y },
        data: { view },
        width: NODE_WIDTH,
        height: NODE_HEIGHT,
        measured: { width: NODE_WIDTH, height: NODE_HEIGHT },
        draggable: editable,
      },
    ];
  });
  const ends = scene.ends.map(
    (end): CanvasNode => ({
      id: endId(end.from, end.port),
      type: "end",
      position: { x: end.x - END_SIZE.width / 2, y: end.y - END_SIZE.height / 2 },
      data: { end, fromName: nameOf(end.from), backToName: end.backTo && nameOf(end.backTo) },
      ...END_SIZE,
      draggable: false,
      selectable: false,
    }),
  );
  const notes = scene.notes.map(
    ({ node, text, x, y }): CanvasNode => ({
      id: `note:${node}`,
      type: "note",
      position: { x, y },
      data: { node, text, about: nameOf(node) },
      width: NOTE_WIDTH,
      height: NODE_HEIGHT,
      draggable: false,
      selectable: false,
    }),
  );
  const edges = [
    ...scene.edges.map((edge) => edgeTo(edge, edge.to, false, nameOf(edge.from))),
    ...scene.ends.map((end) =>
      edgeTo(
        { ...end, to: endId(end.from, end.port), joins: false, lane: undefined },
        endId(end.from, end.port),
        true,
        nameOf(end.from),
      ),
    ),
  ];
  return {
    nodes: [...steps, ...ends, ...notes, ...anotherStart(scene, views, editable)].map((node) =>
      keep(oldNodes.get(node.id), node),
    ),
    edges: edges.map((edge) => keep(oldEdges.get(edge.id), edge)),
  };
}

function anotherStart(scene: Scene, views: ReadonlyMap<string, StepView>, editable: boolean): CanvasNode[] {
  const place = startPlace(scene, views, editable);
  if (!place) return [];
  const { x, y, first } = place;
  return [
    {
      id: "start:another",
      type: "start",
      position: { x, y },
      data: { first },
      ...START_SIZE,
      draggable: false,
      selectable: false,
    },
  ];
}

type EdgeSource = StepFlowEdge["data"] extends infer Data | undefined
  ? Data extends { edge: infer E }
    ? E
    : never
  : never;

function edgeTo(edge: EdgeSource, target: string, open: boolean, fromName: string): StepFlowEdge {
  const { from, port, label, count, joins, lane, to } = edge;
  return {
    id: edgeId(from, port),
    type: "step",
    source: from,
    sourceHandle: port,
    target,
    focusable: false,
    selectable: false,
    data: { edge: { from, port, to, label, count, joins, lane }, open, fromName },
  };
}

/** Each exit has one edge at most. */
export function edgeId(from: string, port: string): string {
  return `${from}:${port}`;
}

function endId(from: string, port: string): string {
  return `end:${from}:${port}`;
}

function keep<Element>(before: Element | undefined, next: Element): Element {
  return before !== undefined && JSON.stringify(before) === JSON.stringify(next) ? before : next;
}
