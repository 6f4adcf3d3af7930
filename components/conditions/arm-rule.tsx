"use client";

import { Select } from "@/components/ui/select";
import type { ArmCondition } from "@/lib/journey/condition";
import { useConditionSurroundings } from "./condition-context";

/** Steps that give people an arm which is remembered. */
const DEALING = new Set(["split", "best_match"]);

/** "Took arm 'B' of 'Split A 50 % · B 50 %'" */
export function ArmRule(props: { rule: ArmCondition; onChange: (next: ArmCondition) => void }) {
  const { rule, onChange } = props;
  const { steps } = useConditionSurroundings();
  const dealing = steps.filter((step) => DEALING.has(step.type));
  const exits = dealing.find((step) => step.id === rule.arm)?.exits ?? [];
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-1.5">
      <span className="text-muted-foreground text-xs">Got</span>
      <Select
        size="sm"
        aria-label="Arm"
        className="w-auto min-w-24"
        value={rule.is}
        placeholder="an arm"
        options={exits.map(({ key, label }) => ({ value: key, label }))}
        onValueChange={(is) => onChange({ ...rule, is })}
      />
      <span className="text-muted-foreground text-xs">of</span>
      <Select
        size="sm"
        aria-label="Step"
        className="min-w-32 flex-1"
        value={rule.arm}
        placeholder={dealing.length > 0 ? "Choose a step" : "No split test in this journey"}
        options={dealing.map((step) => ({ value: step.id, label: step.label }))}
        onValueChange={(arm) => onChange({ arm, is: dealing.find((s) => s.id === arm)?.exits?.[0]?.key ?? "" })}
      />
    </div>
  );
}
