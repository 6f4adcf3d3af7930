"use client";

import "@/components/canvas/canvas.css";
import { Background, BackgroundVariant, ReactFlow, ReactFlowProvider, useReactFlow } from "@xyflow/react";
import { useTheme } from "next-themes";
import { useEffect, useMemo } from "react";
import { CanvasToolbar } from "@/components/canvas/flow/canvas-toolbar";
import { FIT } from "@/components/canvas/flow/fit";
import { ZoomButtons } from "@/components/canvas/flow/zoom-buttons";
import { stepViews } from "@/components/canvas/view/step-views";
import type { GraphDiff } from "@/lib/engine/diff-graphs";
import { laneKey, layoutGraph, NODE_HEIGHT, NODE_WIDTH } from "@/lib/engine/layout-graph";
import { DiffEdge, type DiffFlowEdge } from "./diff-edge";
import { type DiffFlowNode, DiffNode } from "./diff-node";
import { mergeGraphs } from "./merged-graph";
import { useNamesOf } from "./use-names-of";
import type { SideState } from "./use-side";

const nodeTypes = { diff: DiffNode };

const edgeTypes = { diff: DiffEdge };

type DiffCanvasProps = {
  after: SideState;
  diff: GraphDiff;
  chosen: string | undefined;
  onChoose: (id: string) => void;
  /** names of mails that are not made yet, by id */
  mails?: ReadonlyMap<string, string>;
};

/** Both sides of a comparison in one drawing: what is new, what changed or moved, and what is gone as a ghost. */
export function DiffCanvas(props: DiffCanvasProps) {
  return (
    <ReactFlowProvider>
      <Drawing {...props} />
    </ReactFlowProvider>
  );
}

function Drawing({ after, diff, chosen, onChoose, mails }: DiffCanvasProps) {
  const { resolvedTheme } = useTheme();
  const flow = useReactFlow();
  const merged = useMemo(() => mergeGraphs(diff.nodes, diff.edges, after.graph), [diff, after.graph]);
  const namesOf = useNamesOf(mails);
  const views = useMemo(() => stepViews(merged.graph, namesOf(merged.graph), []), [merged, namesOf]);
  const { positions: places, lanes } = useMemo(() => layoutGraph(merged.graph), [merged]);
  const nodes = useMemo(
    () =>
      [...views.values()].map(
        (view): DiffFlowNode => ({
          id: view.id,
          type: "diff",
          position: places.get(view.id) ?? { x: 0, y: 0 },
          data: { view, kind: merged.kindOf.get(view.id) ?? "unchanged", chosen: chosen === view.id, onChoose },
          width: NODE_WIDTH,
          height: NODE_HEIGHT,
          measured: { width: NODE_WIDTH, height: NODE_HEIGHT },
        }),
      ),
    [views, places, merged, chosen, onChoose],
  );
  const edges = useMemo(
    () =>
      merged.graph.edges.map((edge): DiffFlowEdge => {
        const ports = views.get(edge.from)?.ports ?? [];
        const label = ports.length > 1 ? (ports.find(({ key }) => key === edge.port)?.label ?? edge.port) : undefined;
        const leaving = merged.graph.edges.filter(({ from }) => from === edge.from);
        return {
          id: `${edge.from}:${edge.port}:${edge.to}`,
          source: edge.from,
          target: edge.to,
          type: "diff",
          focusable: false,
          data: {
            fate: merged.fateOf(edge),
            label,
            splits: leaving.length > 1,
            lane: lanes.get(laneKey(edge.from, edge.port)),
          },
        };
      }),
    [merged, views, lanes],
  );
  useEffect(() => {
    if (chosen !== undefined) void flow.fitView({ nodes: [{ id: chosen }], maxZoom: 1, duration: 220, padding: 0.6 });
  }, [chosen, flow]);
  return (
    <section aria-label="Both sides on one canvas" className="journey-canvas relative min-h-0 min-w-0 flex-1">
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        colorMode={resolvedTheme === "dark" ? "dark" : "light"}
        fitView
        fitViewOptions={FIT}
        minZoom={0.1}
        maxZoom={1.6}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        panOnScroll
        zoomOnDoubleClick={false}
      >
        <Background variant={BackgroundVariant.Dots} gap={22} size={1.2} />
      </ReactFlow>
      <CanvasToolbar>
        <ZoomButtons />
      </CanvasToolbar>
    </section>
  );
}
