"use client";

import { useMemo } from "react";
import { useTemplateNames } from "@/components/pickers/use-template-names";
import { useSegments } from "@/components/pickers/use-vocabulary";
import type { Graph } from "@/lib/journey/graph";
import type { Names } from "@/lib/journey/names";
import { stepNames } from "@/lib/nodes/step-names";

/** Words for ids inside the sentences of any graph of this workspace. */
export function useNamesOf(): (graph: Graph) => Names {
  const segments = useSegments();
  const templates = useTemplateNames();
  return useMemo(() => {
    const known = {
      segments: new Map(segments.data.map((segment) => [segment.id, segment.name])),
      templates: templates.data,
    };
    return (graph: Graph) => stepNames(graph, known);
  }, [segments.data, templates.data]);
}
