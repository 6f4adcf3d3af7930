"use client";

import { useEffect, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { formatMoment } from "@/components/ui/format-moment";
import { StepIcon } from "../step-icon";
import { useJourneyView } from "../view/journey-view";
import type { Moment } from "./moments";

type MomentListProps = {
  moments: readonly Moment[];
  index: number;
  onIndex: (index: number) => void;
  timezone: string;
};

/** The story as a list: each step with what it decided. The moment shown on the canvas is marked; a click goes there. */
export function MomentList({ moments, index, onIndex, timezone }: MomentListProps) {
  const { views } = useJourneyView();
  const list = useRef<HTMLOListElement>(null);
  const shown = useRef(index);
  useEffect(() => {
    // Not at first: what was asked and answered stands above the list.
    if (shown.current !== index) list.current?.children[index]?.scrollIntoView({ block: "nearest" });
    shown.current = index;
  }, [index]);
  return (
    <ol ref={list} aria-label="What happens" className="flex flex-col">
      {moments.map((moment, place) => {
        const view = views.get(moment.node);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a story does not change; a moment is its place
          <li key={place}>
            <button
              type="button"
              aria-current={place === index ? "step" : undefined}
              onClick={() => onIndex(place)}
              className={cn(
                "-outline-offset-2 flex w-full gap-2.5 border-l-2 px-3 py-2 text-left hover:bg-muted/60",
                place === index ? "border-primary bg-primary-soft/50" : "border-border",
                place > index && "border-dashed",
              )}
            >
              {moment.kind === "happens" ? (
                <span aria-hidden="true" className="mt-1.5 ml-2 size-2 shrink-0 rounded-full bg-muted-foreground" />
              ) : (
                <StepIcon icon={view?.icon} category={view?.category} small />
              )}
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">
                  {moment.kind === "happens" ? moment.text : (view?.summary ?? moment.node)}
                </span>
                <span className="block break-words text-muted-foreground text-xs">
                  <time dateTime={moment.at} className="tabular-nums">
                    {formatMoment(moment.at, timezone)}
                  </time>
                  {moment.kind === "happens" ? null : ` · ${moment.text}`}
                </span>
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
