"use client";

import { ChevronDown, Workflow } from "lucide-react";
import { QueryFailed } from "@/components/data/query-failed";
import { useClock } from "@/components/data/use-clock";
import { useCursorList } from "@/components/data/use-cursor-list";
import { useUrlState } from "@/components/data/use-url-state";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusBadge } from "@/components/ui/status-badge";
import { TableSkeleton } from "@/components/ui/table-skeleton";
import type { TimelineItem } from "@/lib/api/schemas/subscriber";
import { describeEndReason } from "@/lib/journey/end-reason";
import { EnrollmentDetails } from "./enrollment-details";
import { type Run, runsOf } from "./runs-of";

/** Every run of this person through a journey, each with its visits on demand. */
export function PersonEnrollments({ externalId }: { externalId: string }) {
  const [open, setOpen] = useUrlState("enrollment");
  const timeline = useCursorList<TimelineItem>("timeline", `/subscribers/${encodeURIComponent(externalId)}/timeline`);
  const runs = runsOf(timeline.items);
  if (timeline.isLoadingError) return <QueryFailed error={timeline.error} onRetry={() => void timeline.refetch()} />;
  if (timeline.isPending) return <TableSkeleton label="Loading journeys" />;
  if (runs.length === 0 && !timeline.hasNextPage) {
    return (
      <EmptyState
        icon={<Workflow />}
        title="Not in any journey"
        description="When something starts a journey for this person, every step and every decision is told here."
      />
    );
  }
  return (
    <Card flush>
      <ul>
        {runs.map((run) => (
          <RunLine
            key={run.enrollmentId}
            run={run}
            open={open === run.enrollmentId}
            onToggle={() => setOpen(open === run.enrollmentId ? "" : run.enrollmentId)}
          />
        ))}
      </ul>
      <Pagination
        shown={runs.length}
        noun={runs.length === 1 ? "run" : "runs"}
        hasMore={timeline.hasNextPage}
        loading={timeline.isFetchingNextPage}
        failed={timeline.isFetchNextPageError}
        onMore={() => void timeline.fetchNextPage()}
      />
    </Card>
  );
}

function RunLine({ run, open, onToggle }: { run: Run; open: boolean; onToggle: () => void }) {
  const now = useClock();
  return (
    <li className="border-border border-b last:border-b-0">
      <button
        type="button"
        aria-expanded={open}
        onClick={onToggle}
        className="-outline-offset-2 flex w-full items-center gap-3 px-5 py-3 text-left hover:bg-muted/50"
      >
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{run.journeyName}</span>
          <span className="text-muted-foreground text-xs">
            {run.enteredAt ? (
              <>
                Entered <RelativeTime at={run.enteredAt} now={now} />
              </>
            ) : null}
            {run.reason ? ` · ${describeEndReason(run.reason)}` : ""}
          </span>
        </span>
        <StatusBadge status={run.state} label={run.state === "active" ? "in it now" : run.state} />
        <ChevronDown
          className={cn("size-4 shrink-0 text-muted-foreground transition-transform", open && "rotate-180")}
          aria-hidden="true"
        />
      </button>
      {open ? <EnrollmentDetails id={run.enrollmentId} /> : null}
    </li>
  );
}
