"use client";

import "../canvas.css";
import {
  Background,
  BackgroundVariant,
  type Connection,
  MiniMap,
  type NodeChange,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from "@xyflow/react";
import { useTheme } from "next-themes";
import { useCallback, useMemo, useRef, useState } from "react";
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
import { sceneBounds } from "./scene-bounds";
import { StartNode } from "./start-node";
import { startView } from "./start-view";
import { StepEdge, type StepFlowEdge } from "./step-edge";
import { StepNode } from "./step-node";
import { firstStep, StillCanvas } from "./still-canvas";
import { useDroppedSteps } from "./use-dropped-steps";
import { useKeepFocusVisible } from "./use-keep-focus-visible";
import { useStepDrag } from "./use-step-drag";

const nodeTypes = { step: StepNode, end: EndNode, start: StartNode, note: NoteNode };
const edgeTypes = { step: StepEdge };
const MINIMAP_FROM_STEPS = 30;
/** Below this React Flow draws everything: hiding what is outside pays only in large journeys. */
const CULL_FROM_STEPS = 200;

/** The drawing of a journey. The graph is the truth; React Flow shows what follows from it. */
export function JourneyCanvas() {
  const { scene } = useJourneyView();
  return (
    <>
      {scene.steps.length === 0 ? <FirstStep /> : <Drawing />}
      <PeopleSheet />
    </>
  );
}

/** Knows how much room there is before it begins, so that its first frame is the first look. */
function Drawing() {
  const [room, setRoom] = useState<Room>();
  const measure = useCallback((box: HTMLDivElement | null) => {
    if (box) setRoom({ width: box.clientWidth, height: box.clientHeight });
  }, []);
  if (!room) return <StillCanvas ref={measure} />;
  return (
    <ReactFlowProvider>
      <Flow room={room} />
    </ReactFlowProvider>
  );
}

type Room = { width: number; height: number };

function Flow({ room }: { room: Room }) {
  const { store, editable } = useCanvasEnvironment();
  const { scene, views } = useJourneyView();
  const [start] = useState(() => {
    const first = firstStep(scene);
    return first && startView({ first, bounds: sceneBounds(scene, views, editable) }, room);
  });
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
        {...(start && { defaultViewport: start })}
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
