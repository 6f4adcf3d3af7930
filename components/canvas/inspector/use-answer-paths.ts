"use client";

import { useMemo } from "react";
import type { StepOption } from "@/components/conditions/condition-context";
import type { KnownPath } from "@/components/conditions/use-known-paths";
import { useResource } from "@/components/data/use-resource";
import type { List } from "@/lib/api/schemas/common";
import type { AnswerFieldResource } from "@/lib/api/schemas/test-call";
import { nodeDefinition } from "@/lib/nodes/registry";
import { useCanvasEnvironment } from "../canvas-context";

/** Answers as the API keeps them; test calls add to them. */
export const ANSWER_FIELDS_KEY = "answer-fields";

const typeOf = { text: "text", number: "number", boolean: "boolean", list: undefined, object: undefined } as const;

/** `run.<step>.<field>` for every field that answers to this journey's calls have had, named by the step's card. */
export function useAnswerPaths(steps: readonly StepOption[]): KnownPath[] {
  const { journeyId } = useCanvasEnvironment();
  const callers = useMemo(
    () => new Map(steps.filter(({ type }) => nodeDefinition(type)?.callsOut).map((step) => [step.id, step])),
    [steps],
  );
  const fields = useResource<List<AnswerFieldResource>>(ANSWER_FIELDS_KEY, `/journeys/${journeyId}/answer-fields`, {
    enabled: callers.size > 0,
    staleMs: 60_000,
  });
  const found = fields.data?.data;
  return useMemo(
    () =>
      (found ?? []).flatMap(({ node_id, path, kind }) => {
        const step = callers.get(node_id);
        if (!step || kind === "object") return [];
        const group = `Answer to ${step.label}`;
        return [{ path: `run.${node_id}.${path}`, label: path, group, type: typeOf[kind], samples: [] }];
      }),
    [found, callers],
  );
}
