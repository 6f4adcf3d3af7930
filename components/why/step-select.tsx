"use client";

import { Select } from "@/components/ui/select";
import type { Graph } from "@/lib/journey/graph";
import type { Names } from "@/lib/journey/names";
import { describeNode } from "@/lib/nodes/describe-node";

const WHOLE = "journey";

type StepSelectProps = {
  graph: Graph;
  names: Names;
  /** a step's id; empty: the journey as a whole */
  value: string;
  onChange: (node: string) => void;
  id?: string;
};

/** What a question is about: the journey, or one of its steps. */
export function StepSelect({ graph, names, value, onChange, ...rest }: StepSelectProps) {
  const steps = graph.nodes.filter(({ type }) => !type.startsWith("trigger."));
  const known = steps.some(({ id }) => id === value);
  return (
    <Select
      {...rest}
      value={known ? value : WHOLE}
      onValueChange={(next) => onChange(next === WHOLE ? "" : next)}
      options={[
        { value: WHOLE, label: "The journey as a whole" },
        ...steps.map((node) => ({ value: node.id, label: describeNode(node, names).summary })),
      ]}
    />
  );
}
