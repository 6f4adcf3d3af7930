"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { formatMoment } from "@/components/ui/format-moment";
import { IconButton } from "@/components/ui/icon-button";
import { useJourneyView } from "../view/journey-view";
import type { Moment } from "./moments";

type TimeBarProps = { moments: readonly Moment[]; index: number; onIndex: (index: number) => void; timezone: string };

/** Goes through the time of a story: the slider's own keys, the buttons, or ← and → anywhere in the walk. */
export function TimeBar({ moments, index, onIndex, timezone }: TimeBarProps) {
  const { views } = useJourneyView();
  const moment = moments[index];
  if (!moment) return null;
  const when = formatMoment(moment.at, timezone);
  return (
    <section
      aria-label="Time"
      className="flex items-center gap-2 border-border border-t bg-card px-3 py-1.5 max-md:sticky max-md:top-14 max-md:z-10 max-md:border-b"
    >
      <IconButton label="Earlier" size="icon-sm" aria-disabled={index === 0} onClick={() => onIndex(index - 1)}>
        <ChevronLeft />
      </IconButton>
      <input
        type="range"
        aria-label="Moment"
        aria-valuetext={`${when}: ${views.get(moment.node)?.summary ?? moment.node}, ${moment.text}`}
        className="h-6 min-w-24 flex-1 accent-primary"
        min={0}
        max={moments.length - 1}
        value={index}
        onChange={(event) => onIndex(Number(event.currentTarget.value))}
      />
      <IconButton
        label="Later"
        size="icon-sm"
        aria-disabled={index === moments.length - 1}
        onClick={() => onIndex(index + 1)}
      >
        <ChevronRight />
      </IconButton>
      <time dateTime={moment.at} className="w-36 shrink-0 text-right text-muted-foreground text-xs tabular-nums">
        {when}
      </time>
    </section>
  );
}
