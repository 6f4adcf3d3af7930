"use client";

import { useEffect, useMemo, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { formatMoment } from "@/components/ui/format-moment";
import { StepIcon } from "../step-icon";
import { useJourneyView } from "../view/journey-view";
import { type Moment, rowsOf } from "./moments";

type MomentListProps = {
  moments: readonly Moment[];
  index: number;
  onIndex: (index: number) => void;
  timezone: string;
};

/** The story as a list: each step with what it decided. The moment shown on the canvas is marked; a click goes there. */
export function MomentList({ moments, index, onIndex, timezone }: MomentListProps) {
  const list = useRef<HTMLOListElement>(null);
  const rows = useMemo(() => rowsOf(moments), [moments]);
  const current = rows.findIndex(({ first, last }) => first <= index && index <= last);
  const shown = useRef(current);
  useEffect(() => {
    // Not at first: what was asked and answered stands above the list.
    if (shown.current !== current) list.current?.children[current]?.scrollIntoView({ block: "nearest" });
    shown.current = current;
  }, [current]);
  return (
    <ol ref={list} aria-label="What happens" className="flex flex-col">
      {rows.map(({ first, last }, place) => {
        const [from, moment] = [moments[first], moments[last]];
        if (!from || !moment) return null;
        return (
          <li key={first}>
            <button
              type="button"
              aria-current={place === current ? "step" : undefined}
              onClick={() => onIndex(last)}
              className={cn(
                "-outline-offset-2 flex w-full gap-2.5 border-l-2 px-3 py-2 text-left hover:bg-muted/60",
                place === current ? "border-primary bg-primary-soft/50" : "border-border",
                place > current && "border-dashed",
              )}
            >
              <MomentLine from={from} moment={moment} timezone={timezone} />
            </button>
          </li>
        );
      })}
    </ol>
  );
}

const CLOCK_LENGTH = "00:00".length;
const isSameDay = (one: string, other: string) => one.slice(0, -CLOCK_LENGTH) === other.slice(0, -CLOCK_LENGTH);

/** A moment, or a wait from `from` to `moment`. */
function MomentLine({ from, moment, timezone }: { from: Moment; moment: Moment; timezone: string }) {
  const { views } = useJourneyView();
  const view = views.get(moment.node);
  const happens = moment.kind === "happens";
  const since = formatMoment(from.at, timezone);
  const at = formatMoment(moment.at, timezone);
  return (
    <>
      {happens ? (
        <span aria-hidden="true" className="mt-1.5 ml-2 size-2 shrink-0 rounded-full bg-muted-foreground" />
      ) : (
        <StepIcon icon={view?.icon} category={view?.category} small />
      )}
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{happens ? moment.text : (view?.summary ?? moment.node)}</span>
        <span className="block break-words text-muted-foreground text-xs">
          {from === moment ? null : (
            <>
              <time dateTime={from.at} className="tabular-nums">
                {since}
              </time>{" "}
              –{" "}
            </>
          )}
          <time dateTime={moment.at} className="tabular-nums">
            {from !== moment && isSameDay(since, at) ? at.slice(-CLOCK_LENGTH) : at}
          </time>
          {happens ? null : ` · ${moment.text}`}
        </span>
      </span>
    </>
  );
}
