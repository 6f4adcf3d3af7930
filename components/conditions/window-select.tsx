"use client";

import { DurationInput } from "@/components/pickers/duration-input";
import { Select } from "@/components/ui/select";

const EVER = "ever";
const WITHIN = "within";
const options = [
  { value: EVER, label: "ever" },
  { value: WITHIN, label: "in the last" },
];

/** "ever" or "in the last 30 days". */
export function WindowSelect(props: { value: string | undefined; onChange: (within: string | undefined) => void }) {
  return (
    <div className="flex items-center gap-1.5">
      <Select
        size="sm"
        aria-label="When"
        className="w-auto shrink-0"
        value={props.value === undefined ? EVER : WITHIN}
        options={options}
        onValueChange={(next) => props.onChange(next === EVER ? undefined : (props.value ?? "P30D"))}
      />
      {props.value === undefined ? null : (
        <DurationInput compact label="How long back" value={props.value} onChange={props.onChange} />
      )}
    </div>
  );
}
