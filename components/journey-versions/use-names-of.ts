"use client";

import { useMemo } from "react";
import { useTemplateNames } from "@/components/pickers/use-template-names";
import { useSegments } from "@/components/pickers/use-vocabulary";
import type { Graph } from "@/lib/journey/graph";
import type { Names } from "@/lib/journey/names";
import { stepNames } from "@/lib/nodes/step-names";

const none: ReadonlyMap<string, string> = new Map();

/** Words for ids inside the sentences of any graph of this workspace; `mails`: names of mails that are not made yet. */
export function useNamesOf(mails = none): (graph: Graph) => Names {
  const segments = useSegments();
  const templates = useTemplateNames();
  return useMemo(() => {
    const known = {
      segments: new Map(segments.data.map((segment) => [segment.id, segment.name])),
      templates: mails.size > 0 ? new Map([...templates.data, ...mails]) : templates.data,
    };
    return (graph: Graph) => stepNames(graph, known);
  }, [segments.data, templates.data, mails]);
}
