"use client";

import { DurationInput } from "@/components/pickers/duration-input";
import { Select } from "@/components/ui/select";

/** Which past counts: all of it, the last so long, or what came after the run began. */
export type PastWindow = { within?: string; since?: "entry" };

const EVER = "ever";
const WITHIN = "within";
const ENTRY = "entry";

type WindowSelectProps = {
  value: PastWindow;
  onChange: (next: PastWindow) => void;
  /** offer "since they entered" */
  inJourney?: boolean;
};

/** "ever", "in the last 30 days" or "since they entered". */
export function WindowSelect({ value: { within, since }, onChange, inJourney }: WindowSelectProps) {
  return (
    <div className="flex items-center gap-1.5">
      <Select
        size="sm"
        aria-label="When"
        className="w-auto shrink-0"
        value={since ?? (within === undefined ? EVER : WITHIN)}
        options={[
          { value: EVER, label: "ever" },
          { value: WITHIN, label: "in the last" },
          ...(inJourney || since ? [{ value: ENTRY, label: "since they entered" }] : []),
        ]}
        onValueChange={(next) =>
          onChange(next === ENTRY ? { since: "entry" } : next === WITHIN ? { within: within ?? "P30D" } : {})
        }
      />
      {within === undefined ? null : (
        <DurationInput
          compact
          label="How long back"
          value={within}
          onChange={(duration) => onChange({ within: duration })}
        />
      )}
    </div>
  );
}
