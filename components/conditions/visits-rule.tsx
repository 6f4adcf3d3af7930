"use client";

import { Select } from "@/components/ui/select";
import type { VisitsCondition } from "@/lib/journey/condition";
import { useConditionSurroundings } from "./condition-context";
import { CountInput } from "./count-input";

/** "Has passed 'Wait 2 days' at least 1 time" */
export function VisitsRule(props: { rule: VisitsCondition; onChange: (next: VisitsCondition) => void }) {
  const { rule, onChange } = props;
  const { steps } = useConditionSurroundings();
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-1.5">
      <span className="text-muted-foreground text-xs">Has passed</span>
      <Select
        size="sm"
        aria-label="Step"
        className="min-w-32 flex-1"
        value={rule.visits}
        placeholder="Choose a step"
        options={steps.map((step) => ({ value: step.id, label: step.label }))}
        onValueChange={(visits) => onChange({ ...rule, visits })}
      />
      <CountInput value={{ op: rule.op, value: rule.value }} onChange={(count) => onChange({ ...rule, ...count })} />
    </div>
  );
}
