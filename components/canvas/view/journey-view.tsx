"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";
import { useTemplateNames } from "@/components/pickers/use-template-names";
import { useEventKinds, useJourneys, useSegments } from "@/components/pickers/use-vocabulary";
import { checkGraph } from "@/lib/engine/check-graph";
import type { KnownThings } from "@/lib/engine/read-fragment";
import type { Problem } from "@/lib/journey/problem";
import { stepNames } from "@/lib/nodes/step-names";
import { useCanvas, useCanvasEnvironment } from "../canvas-context";
import { buildScene, type Scene } from "../flow/scene";
import { type StepView, stepViews } from "./step-views";

/** What follows from the draft: problems, the steps in words, and where they stand. Computed once for all who show it. */
export type JourneyView = {
  problems: readonly Problem[];
  views: ReadonlyMap<string, StepView>;
  scene: Scene;
  /** what the workspace has, by id */
  known: KnownThings;
};

const JourneyViewContext = createContext<JourneyView | undefined>(undefined);

export function useJourneyView(): JourneyView {
  const view = useContext(JourneyViewContext);
  if (!view) throw new Error("this belongs inside a JourneyViewProvider");
  return view;
}

export function JourneyViewProvider({ children }: { children: ReactNode }) {
  const graph = useCanvas((s) => s.history.present.graph);
  const settings = useCanvas((s) => s.history.present.settings);
  const segments = useSegments();
  const templates = useTemplateNames();
  const kinds = useEventKinds();
  const journeys = useJourneys();
  const { journeyId } = useCanvasEnvironment();
  // While the lists are on their way nothing is called missing.
  const complete = segments.ready && templates.ready;
  const known = useMemo(
    () => ({
      loading: !complete,
      segments: new Map(segments.data.map((segment) => [segment.id, segment.name])),
      templates: templates.data,
      ...(journeys.ready && { journeys: new Map(journeys.data.map((journey) => [journey.id, journey.name])) }),
    }),
    [complete, segments.data, templates.data, journeys.ready, journeys.data],
  );
  const names = useMemo(() => stepNames(graph, known), [graph, known]);
  const problems = useMemo(() => {
    const found = checkGraph(graph, settings, {
      segments: new Set(segments.data.map((segment) => segment.id)),
      manualSegments: new Set(segments.data.filter(({ kind }) => kind === "manual").map(({ id }) => id)),
      self: journeyId,
      templates: new Set(templates.data.keys()),
      ...(kinds.data.length > 0 ? { eventNames: new Set(kinds.data.map((kind) => kind.name)) } : {}),
    });
    return complete ? found : found.filter((p) => p.code !== "unknown_segment" && p.code !== "unknown_template");
  }, [graph, settings, segments.data, templates.data, kinds.data, journeyId, complete]);
  const views = useMemo(() => stepViews(graph, names, problems), [graph, names, problems]);
  const scene = useMemo(() => buildScene(graph, views), [graph, views]);
  const value = useMemo(() => ({ problems, views, scene, known }), [problems, views, scene, known]);
  return <JourneyViewContext value={value}>{children}</JourneyViewContext>;
}
