"use client";

import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type Comparison, comparisons } from "@/lib/journey/condition";
import { countLabels } from "./operator-labels";

const options = comparisons.map((value) => ({ value, label: countLabels[value] }));

export type Count = { op: Comparison; value: number };

/** "at least 3 times" */
export function CountInput(props: { value: Count; onChange: (next: Count) => void }) {
  const { value, onChange } = props;
  return (
    <span className="inline-flex items-center gap-1.5">
      <Select
        size="sm"
        aria-label="Compare the number of times"
        className="w-auto"
        value={value.op}
        options={options}
        onValueChange={(next) => {
          const op = comparisons.find((c) => c === next);
          if (op) onChange({ ...value, op });
        }}
      />
      <Input
        aria-label="Times"
        inputMode="numeric"
        className="h-8 w-14"
        value={value.value}
        onChange={(event) => {
          const digits = event.currentTarget.value.replace(/\D/g, "").slice(0, 6);
          onChange({ ...value, value: Number(digits) });
        }}
      />
      <span className="text-muted-foreground text-xs">{value.value === 1 ? "time" : "times"}</span>
    </span>
  );
}
