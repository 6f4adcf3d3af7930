"use client";

import "../canvas.css";
import {
  Background,
  BackgroundVariant,
  type Connection,
  MiniMap,
  type NodeChange,
  ReactFlow,
  type ReactFlowInstance,
  ReactFlowProvider,
  useReactFlow,
} from "@xyflow/react";
import { useTheme } from "next-themes";
import { useCallback, useMemo, useRef, useState } from "react";
import { NODE_WIDTH } from "@/lib/engine/layout-graph";
import { useCanvasEnvironment } from "../canvas-context";
import { connectSteps, refuseConnection } from "../edits/connect-steps";
import { useCanvasKeys } from "../keyboard/use-canvas-keys";
import { PeopleSheet } from "../people/people-sheet";
import { useBoxSelect } from "../selection/use-box-select";
import { useJourneyView } from "../view/journey-view";
import { CanvasControls } from "./canvas-controls";
import { EndNode } from "./end-node";
import { FirstStep } from "./first-step";
import { FIT, FIT_MS } from "./fit";
import { type CanvasNode, type FlowElements, flowElements } from "./flow-elements";
import { glide } from "./glide";
import { NoteNode } from "./note-node";
import type { Scene } from "./scene";
import { StartNode } from "./start-node";
import { StepEdge, type StepFlowEdge } from "./step-edge";
import { StepNode } from "./step-node";
import { useDroppedSteps } from "./use-dropped-steps";
import { useKeepFocusVisible } from "./use-keep-focus-visible";
import { useStepDrag } from "./use-step-drag";

const nodeTypes = { step: StepNode, end: EndNode, start: StartNode, note: NoteNode };
const edgeTypes = { step: StepEdge };
/** Smaller than this a card's sentence cannot be read. */
const READABLE_ZOOM = 0.8;
const TOP_MARGIN_PX = 56;
const START_HEIGHT_PX = 96;
const MINIMAP_FROM_STEPS = 30;
/** Below this React Flow draws everything: hiding what is outside pays only in large journeys. */
const CULL_FROM_STEPS = 200;

/** The drawing of a journey. The graph is the truth; React Flow shows what follows from it. */
export function JourneyCanvas() {
  return (
    <>
      <ReactFlowProvider>
        <Flow />
      </ReactFlowProvider>
      <PeopleSheet />
    </>
  );
}

function Flow() {
  const { store, editable } = useCanvasEnvironment();
  const { scene } = useJourneyView();
  const flow = useReactFlow<CanvasNode, StepFlowEdge>();
  const { resolvedTheme } = useTheme();
  const elements = useElements();
  const drag = useStepDrag(elements.nodes);
  const onKeyDown = useCanvasKeys({ fitAll: () => void flow.fitView({ ...FIT, ...glide(FIT_MS) }) });
  const boxSelect = useBoxSelect();
  const [connecting, setConnecting] = useState(false);
  const dropArea = useDroppedSteps((point) => flow.screenToFlowPosition(point));
  useKeepFocusVisible();

  const isValidConnection = useCallback(
    (c: StepFlowEdge | Connection) =>
      Boolean(c.sourceHandle) &&
      refuseConnection(store.getState().history.present.graph, c.source, c.sourceHandle ?? "", c.target) === undefined,
    [store],
  );
  if (scene.steps.length === 0) return <FirstStep />;
  return (
    <section
      ref={dropArea}
      aria-label="Journey canvas. Arrow keys go from step to step, Enter opens settings, A adds a step, question mark lists all keys."
      className="journey-canvas relative min-h-0 min-w-0 flex-1"
      onKeyDown={onKeyDown}
      data-connecting={connecting}
      {...boxSelect.handlers}
    >
      <ReactFlow
        nodes={drag.nodes}
        edges={elements.edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={drag.onNodesChange as (changes: NodeChange<CanvasNode>[]) => void}
        onNodeDragStart={drag.onNodeDragStart}
        onNodeDrag={drag.onNodeDrag}
        onNodeDragStop={drag.onNodeDragStop}
        onConnectStart={() => setConnecting(true)}
        onConnectEnd={() => setConnecting(false)}
        onConnect={(c) => {
          if (c.sourceHandle) connectSteps(store, c.source, c.sourceHandle, c.target);
        }}
        isValidConnection={isValidConnection}
        onPaneClick={() => {
          store.getState().closeInspector();
          store.getState().set({ moving: undefined, picker: undefined, selected: new Set() });
        }}
        colorMode={resolvedTheme === "dark" ? "dark" : "light"}
        onInit={() => showStart(flow, scene)}
        minZoom={0.1}
        maxZoom={1.6}
        nodesConnectable={editable}
        nodesFocusable={false}
        edgesFocusable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        elementsSelectable={false}
        panOnScroll
        zoomOnDoubleClick={false}
        connectionRadius={36}
        nodeDragThreshold={4}
        onlyRenderVisibleElements={scene.steps.length > CULL_FROM_STEPS}
      >
        <Background variant={BackgroundVariant.Dots} gap={22} size={1.2} />
        {scene.steps.length > MINIMAP_FROM_STEPS ? (
          <MiniMap pannable zoomable ariaLabel="Overview of the journey" className="max-md:hidden" />
        ) : null}
      </ReactFlow>
      <CanvasControls />
      {boxSelect.box}
      <span id="selected-steps" hidden>
        selected
      </span>
    </section>
  );
}

/**
 * The first look: everything when it can be read at that size, else the beginning at a readable size. An open step's settings are
 * brought into view afterwards by useKeepFocusVisible.
 */
function showStart(flow: ReactFlowInstance<CanvasNode, StepFlowEdge>, scene: Scene): void {
  void flow.fitView(FIT).then(() => {
    const { x, y, zoom } = flow.getViewport();
    const first = scene.steps.reduce((a, b) => (b.y < a.y ? b : a));
    if (zoom >= READABLE_ZOOM) {
      // A journey grows downwards, so a short one begins at the top.
      void flow.setViewport({ x, y: Math.min(y, START_HEIGHT_PX - first.y * zoom), zoom });
      return;
    }
    const middle = first.x + NODE_WIDTH / 2;
    void flow.setViewport({
      x: x + middle * zoom - middle * READABLE_ZOOM,
      y: Math.min(y + first.y * zoom, TOP_MARGIN_PX) - first.y * READABLE_ZOOM,
      zoom: READABLE_ZOOM,
    });
  });
}

/** React Flow's elements for the scene; unchanged ones keep their objects from draft to draft. */
function useElements(): FlowElements {
  const { editable } = useCanvasEnvironment();
  const { scene, views } = useJourneyView();
  const before = useRef<FlowElements>(undefined);
  return useMemo(() => {
    before.current = flowElements(scene, views, editable, before.current);
    return before.current;
  }, [scene, views, editable]);
}
