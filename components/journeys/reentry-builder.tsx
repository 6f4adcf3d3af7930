"use client";

import { ConditionContext } from "@/components/conditions/condition-context";
import { useKnownPaths } from "@/components/conditions/use-known-paths";
import { DurationInput } from "@/components/pickers/duration-input";
import { Combobox } from "@/components/ui/combobox";
import { RadioGroup } from "@/components/ui/radio-group";
import { pathSchema } from "@/lib/journey/condition";
import { describeReentry } from "@/lib/journey/describe-reentry";
import type { Reentry } from "@/lib/journey/settings";

const choices = [
  { value: "once_at_a_time", label: "Once at a time", help: "They may come back after leaving." },
  { value: "once", label: "Once, ever", help: "For welcomes and other firsts." },
  { value: "after", label: "Again after some time", help: "For win-backs and reminders." },
  { value: "parallel", label: "Several at once", help: "One run for each order, booking, cart …" },
];

const ANY_NUMBER = "any";
const surroundings = { scope: "any" as const, events: [], steps: [] };

/** The re-entry policy, chosen by its meaning and read back as one sentence. */
export function ReentryBuilder({ value, onChange }: { value: Reentry; onChange: (next: Reentry) => void }) {
  return (
    <div className="flex flex-col gap-4">
      <RadioGroup
        aria-label="Who may enter again"
        value={value.policy}
        options={choices}
        onValueChange={(policy) => {
          if (policy === "once" || policy === "once_at_a_time" || policy === "parallel") onChange({ policy });
          if (policy === "after") onChange({ policy, after: "P30D" });
        }}
      />
      {value.policy === "after" ? (
        <div className="flex flex-wrap items-center gap-2">
          <span>Again</span>
          <DurationInput
            compact
            label="After how long"
            value={value.after}
            onChange={(after) => onChange({ policy: "after", after })}
          />
          <span>after they entered</span>
        </div>
      ) : null}
      {value.policy === "parallel" ? (
        <ConditionContext value={surroundings}>
          <div className="flex flex-wrap items-center gap-2">
            <span>One run for each</span>
            <RunKey
              value={value.key}
              onChange={(key) => onChange(key ? { policy: "parallel", key } : { policy: "parallel" })}
            />
          </div>
        </ConditionContext>
      ) : null}
      <p className="rounded-lg bg-primary-soft px-4 py-3 text-primary-text">{describeReentry(value)}</p>
    </div>
  );
}

function RunKey({ value, onChange }: { value: string | undefined; onChange: (key: string | undefined) => void }) {
  const paths = useKnownPaths().filter((path) => path.path.startsWith("event."));
  return (
    <Combobox
      aria-label="What makes runs different"
      className="w-64"
      value={value ?? ANY_NUMBER}
      options={[
        { value: ANY_NUMBER, label: "trigger" },
        ...paths.map((path) => ({ value: path.path, label: path.label, group: "Event" })),
      ]}
      searchPlaceholder="Search or type event.order_id"
      allowCustom
      onValueChange={(key) => {
        if (key === ANY_NUMBER) onChange(undefined);
        else if (pathSchema.safeParse(key).success) onChange(key);
      }}
    />
  );
}
