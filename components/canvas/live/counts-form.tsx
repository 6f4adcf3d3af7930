"use client";

import { useId } from "react";
import { useStore } from "zustand";
import { useResource } from "@/components/data/use-resource";
import { type RangeChoice, rangeLabels } from "@/components/journey-report/report-ranges";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import type { List } from "@/lib/api/schemas/common";
import type { JourneyVersionResource } from "@/lib/api/schemas/journey";
import { useCanvasEnvironment } from "../canvas-context";

/** What the numbers on the canvas count. `help` says how fresh they are. */
export function CountsForm({ help }: { help: string }) {
  const { counts, journeyId } = useCanvasEnvironment();
  const choice = useStore(counts, (s) => s.choice);
  const heat = useStore(counts, (s) => s.heat);
  const { set } = counts.getState();
  const id = useId();
  const versions = useResource<List<JourneyVersionResource>>("journey-versions", `/journeys/${journeyId}/versions`);
  return (
    <div className="flex flex-col gap-4 p-1">
      <p role="status" className="text-muted-foreground text-xs">
        {help}
      </p>
      <label htmlFor={`${id}-heat`} className="flex items-center justify-between gap-3">
        <span>
          <span className="block font-medium text-sm">Heat</span>
          <span className="block text-muted-foreground text-xs">Wide ways carry many; red steps lose people.</span>
        </span>
        <Switch id={`${id}-heat`} checked={heat} onCheckedChange={(on) => set({ heat: on })} />
      </label>
      <div className="flex flex-col gap-1.5">
        <span className="font-medium text-sm">Counted</span>
        <SegmentedControl
          label="Days that are counted"
          size="sm"
          value={choice.range}
          onValueChange={(range) => set({ choice: { ...choice, range } })}
          options={(Object.keys(rangeLabels) as RangeChoice[]).map((value) => ({ value, label: rangeLabels[value] }))}
        />
        <span className="text-muted-foreground text-xs">Who waits is always as of now.</span>
      </div>
      <Select
        aria-label="Version that is counted"
        value={String(choice.version)}
        onValueChange={(value) => set({ choice: { ...choice, version: value === "live" ? "live" : Number(value) } })}
        options={[
          { value: "live", label: "The live version" },
          ...(versions.data?.data ?? []).map(({ number }) => ({ value: String(number), label: `Version ${number}` })),
        ]}
      />
    </div>
  );
}
