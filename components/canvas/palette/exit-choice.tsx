"use client";

import { SegmentedControl } from "@/components/ui/segmented-control";
import { useCanvas } from "../canvas-context";
import { useJourneyView } from "../view/journey-view";

const SIDE_BY_SIDE_MAX = 5;

/** At a step with several exits: which one the new step goes to. */
export function ExitChoice() {
  const picker = useCanvas((s) => s.picker);
  const set = useCanvas((s) => s.set);
  const { views } = useJourneyView();
  if (picker?.slot.kind !== "place") return null;
  const { slot, at } = picker;
  const exits = views.get(slot.from)?.ports ?? [];
  if (exits.length < 2 || exits.length > SIDE_BY_SIDE_MAX) return null;
  return (
    <div className="flex items-center gap-2 overflow-x-auto border-border border-b px-3.5 py-2 text-xs">
      <span className="text-muted-foreground">At</span>
      <SegmentedControl
        label="Exit that the step goes to"
        size="sm"
        value={slot.port}
        onValueChange={(port) => set({ picker: { slot: { ...slot, port }, at } })}
        options={exits.map(({ key, label }) => ({ value: key, label }))}
      />
    </div>
  );
}
