"use client";

import { Activity } from "lucide-react";
import { useId } from "react";
import { useStore } from "zustand";
import { useResource } from "@/components/data/use-resource";
import { type RangeChoice, rangeLabels } from "@/components/journey-report/report-ranges";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Popover } from "@/components/ui/popover";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import type { List } from "@/lib/api/schemas/common";
import type { JourneyVersionResource } from "@/lib/api/schemas/journey";
import { useCanvasEnvironment } from "../canvas-context";
import type { LiveState } from "./follow-journey";

const words: Record<LiveState, { name: string; help: string; dot: string }> = {
  live: { name: "Live", help: "The numbers change as people move.", dot: "bg-success" },
  polling: {
    name: "Every 4 s",
    help: "The live connection does not come through, so we ask every few seconds.",
    dot: "bg-warning",
  },
  offline: {
    name: "Offline",
    help: "No connection. The numbers are the last we heard; we keep trying.",
    dot: "bg-danger",
  },
};

/** How fresh the numbers are, what they count, and whether they colour the drawing. */
export function CountsMenu() {
  const { counts } = useCanvasEnvironment();
  const state = useStore(counts, (s) => s.state);
  const version = useStore(counts, (s) => s.version);
  const choice = useStore(counts, (s) => s.choice);
  if (state === undefined || version === null) return null;
  const { name, help, dot } = words[state];
  const narrowed = choice.range !== "all" || choice.version !== "live";
  const shown = [
    ...(choice.version !== "live" ? [`v${choice.version}`] : []),
    ...(choice.range !== "all" ? [rangeLabels[choice.range]] : []),
  ].join(" ");
  return (
    <Popover
      label="Numbers on the canvas"
      side="top"
      align="start"
      className="w-84"
      trigger={
        <Button variant="ghost" size="xs" aria-label={narrowed ? `Numbers: ${shown}, ${name}` : `Numbers: ${name}`}>
          <span aria-hidden="true" className={cn("size-2 rounded-full", dot)} />
          {narrowed ? <Activity aria-hidden="true" /> : null}
          {narrowed ? shown : name}
        </Button>
      }
    >
      <CountsForm help={help} />
    </Popover>
  );
}

function CountsForm({ help }: { help: string }) {
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
