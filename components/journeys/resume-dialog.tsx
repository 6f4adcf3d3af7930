"use client";

import { useState } from "react";
import { QueryFailed } from "@/components/data/query-failed";
import { useWorkspace } from "@/components/data/workspace-context";
import { peopleWords } from "@/components/journey-versions/people-words";
import { DurationInput } from "@/components/pickers/duration-input";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { RadioGroup, type RadioOption } from "@/components/ui/radio-group";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import type { JourneyResource } from "@/lib/api/schemas/journey";
import type { JourneyTimers } from "@/lib/api/schemas/journey-versions";
import { useJourneyActions } from "./use-journey-actions";
import { useJourneyTimers } from "./use-journey-timers";

/** How a paused journey goes on: what becomes of those whose time was up meanwhile, each way with its head-count. */
export function ResumeDialog({ journey, onClose }: { journey: JourneyResource; onClose: () => void }) {
  const actions = useJourneyActions();
  const timers = useJourneyTimers(journey.id);
  const { timezone } = useWorkspace();
  const [mode, setMode] = useState("now");
  const [spreadOver, setSpreadOver] = useState("PT4H");
  const perform = () =>
    actions.mutate(
      {
        id: journey.id,
        action: "resume",
        body: mode === "spread" ? { mode, window: spreadOver } : { mode },
        said: ({ status }) =>
          status === "active" ? "The journey goes on" : "People are being set aside; then it goes on",
      },
      { onSuccess: onClose },
    );
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Resume “${journey.name}”`}
      footer={
        <>
          <Button variant="outline" onClick={onClose}>
            Not yet
          </Button>
          <Button loading={actions.isPending} disabled={mode === "spread" && !spreadOver} onClick={perform}>
            Resume
          </Button>
        </>
      }
    >
      {timers.isError ? <QueryFailed error={timers.error} onRetry={() => void timers.refetch()} /> : null}
      {timers.isPending ? <Skeleton className="h-48" /> : null}
      {timers.data ? (
        <div className="flex flex-col gap-4">
          <p>
            {timers.data.paused_at ? (
              <>
                Paused <RelativeTime at={timers.data.paused_at} now={Date.parse(timers.data.now)} timezone={timezone} />
                .{" "}
              </>
            ) : null}
            {insideWords(timers.data)}
          </p>
          <RadioGroup
            aria-label="What becomes of timers"
            value={mode}
            onValueChange={setMode}
            options={optionsFor(timers.data)}
          />
          {mode === "spread" ? (
            <div className="flex flex-col gap-1.5">
              <span aria-hidden="true" className="font-medium text-[0.8125rem]">
                Spread over
              </span>
              <DurationInput compact label="Spread over" value={spreadOver} onChange={setSpreadOver} />
            </div>
          ) : null}
        </div>
      ) : null}
    </Dialog>
  );
}

function insideWords({ people, overdue, woken }: JourneyTimers): string {
  if (people === 0) return "Nobody is inside.";
  const late =
    overdue === 0 ? "nobody’s time was up meanwhile" : `for ${peopleWords(overdue)} the time was up meanwhile`;
  const events = woken === 0 ? "" : ` For ${peopleWords(woken)} something has happened; they go on in any case.`;
  return `${peopleWords(people)} inside; ${late}.${events}`;
}

function optionsFor({ overdue, spans, moments, people, woken }: JourneyTimers): RadioOption[] {
  const others = people - overdue - woken;
  return [
    {
      value: "now",
      label: "As if it had never been paused",
      help: `${peopleWords(overdue)} whose time was up go on at once; ${others.toLocaleString("en")} wait on until their own time.`,
    },
    {
      value: "shift",
      label: "Shift every timer by the length of the pause",
      help: `${peopleWords(spans)} wait as long again as they still had to when it was paused.${moments > 0 ? ` ${peopleWords(moments)} who wait for a date or a time of day keep it.` : ""}`,
    },
    {
      value: "spread",
      label: "Spread those who are late over a while",
      help: `${peopleWords(overdue)} go on one after the other instead of all at once.`,
      disabled: overdue === 0,
    },
    {
      value: "skip",
      label: "Let those who are late go",
      help: `${peopleWords(overdue)} leave the journey without another step (“skipped after pause”).`,
      disabled: overdue === 0,
    },
  ];
}
