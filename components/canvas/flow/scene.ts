import { laneKey, layoutGraph, NODE_HEIGHT, NODE_WIDTH, NOTE_GAP, ROW_GAP } from "@/lib/engine/layout-graph";
import type { Graph, GraphEdge } from "@/lib/journey/graph";
import type { StepView } from "../view/step-views";

/** Where everything of a journey stands on the canvas, in px, as the flow draws it: a function of the graph alone. */
export type SceneStep = { id: string; x: number; y: number };

export type SceneEdge = {
  from: string;
  port: string;
  to: string;
  /** the exit's name; only where a step has several */
  label: string | undefined;
  /** place of the exit among its step's exits, and how many there are */
  index: number;
  count: number;
  /** further edges lead to the same step */
  joins: boolean;
  /** where it goes down when it leads past other steps: its middle, px */
  lane: number | undefined;
};

/** An exit that leads nowhere yet, or back to a step above (then it is a chip with that step's name). `x`, `y` is its middle. */
export type SceneEnd = Omit<SceneEdge, "to" | "joins" | "lane"> & { x: number; y: number; backTo: string | undefined };

/** A note beside its step; `x`, `y` is its top left corner. */
export type SceneNote = { node: string; text: string; x: number; y: number };

export type Scene = { steps: SceneStep[]; edges: SceneEdge[]; ends: SceneEnd[]; notes: SceneNote[] };

/** The layout with the author's own offsets. Views give the exits' names. */
export function buildScene(graph: Graph, views: ReadonlyMap<string, StepView>): Scene {
  const layout = layoutGraph(graph);
  const offsets = new Map(graph.nodes.map((node) => [node.id, node.position ?? { x: 0, y: 0 }]));
  const steps = graph.nodes.flatMap((node): SceneStep[] => {
    const at = layout.positions.get(node.id);
    const offset = offsets.get(node.id);
    return at && offset ? [{ id: node.id, x: at.x + offset.x, y: at.y + offset.y }] : [];
  });
  const at = new Map(steps.map((step) => [step.id, step]));
  const back = new Set<GraphEdge>(layout.backEdges);
  const incoming = new Map<string, number>();
  for (const edge of graph.edges) if (!back.has(edge)) incoming.set(edge.to, (incoming.get(edge.to) ?? 0) + 1);
  const exitOf = (from: string, port: string) => {
    const ports = views.get(from)?.ports ?? [];
    const index = ports.findIndex((p) => p.key === port);
    const label = ports.length > 1 || index === -1 ? (ports[index]?.label ?? port) : undefined;
    return { from, port, label, index: Math.max(0, index), count: Math.max(1, ports.length) };
  };
  const laneOf = (from: string, port: string) => {
    const lane = layout.lanes.get(laneKey(from, port));
    return lane === undefined ? undefined : lane + (offsets.get(from)?.x ?? 0);
  };
  return {
    steps,
    edges: graph.edges
      .filter((edge) => !back.has(edge) && at.has(edge.from) && at.has(edge.to))
      .map(({ from, port, to }) => ({
        ...exitOf(from, port),
        to,
        joins: (incoming.get(to) ?? 0) > 1,
        lane: laneOf(from, port),
      })),
    ends: [
      ...layout.openPorts.map(({ from, port, x, y }) => {
        const offset = offsets.get(from) ?? { x: 0, y: 0 };
        return { ...exitOf(from, port), x: x + offset.x, y: y + offset.y, backTo: undefined };
      }),
      ...layout.backEdges.flatMap(({ from, port, to }) => {
        const step = at.get(from);
        if (!step) return [];
        return [{ ...exitOf(from, port), ...chipPlace(step, laneOf(from, port)), backTo: to }];
      }),
      ...steps.flatMap((step) => goToChips(step, views.get(step.id), at)),
    ],
    notes: (graph.notes ?? []).flatMap(({ node, text }) => {
      const step = at.get(node);
      return step ? [{ node, text, x: step.x + NODE_WIDTH + NOTE_GAP, y: step.y }] : [];
    }),
  };
}

/** A step that sends people elsewhere says so below its card, as an exit that leads back does; beside its own way on when it has one. */
function goToChips(step: SceneStep, view: StepView | undefined, steps: ReadonlyMap<string, unknown>): SceneEnd[] {
  const there = (view?.goesTo ?? []).filter((id) => steps.has(id));
  return there.map((backTo, index) => {
    const exit = { from: step.id, port: `go_to:${index}`, label: undefined, index, count: there.length };
    const beside = view?.ports.length ? { x: step.x + NODE_WIDTH - 8, y: step.y + NODE_HEIGHT + 24 } : undefined;
    return { ...exit, ...(beside ?? chipPlace(step, undefined)), backTo };
  });
}

/** Below its step, in its own lane where the step has several exits. */
function chipPlace(step: SceneStep, lane: number | undefined): { x: number; y: number } {
  return { x: lane ?? step.x + NODE_WIDTH / 2, y: step.y + NODE_HEIGHT + ROW_GAP * 0.75 };
}
