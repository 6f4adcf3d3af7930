"use client";

import { Activity, Flag, type LucideIcon, Mail, MousePointerClick, Workflow } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { QueryFailed } from "@/components/data/query-failed";
import { useClock } from "@/components/data/use-clock";
import { useCursorList } from "@/components/data/use-cursor-list";
import { useWorkspace } from "@/components/data/workspace-context";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { RelativeTime } from "@/components/ui/relative-time";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { StatusBadge } from "@/components/ui/status-badge";
import { TableSkeleton } from "@/components/ui/table-skeleton";
import type { TimelineItem } from "@/lib/api/schemas/subscriber";
import { describeEndReason } from "@/lib/journey/end-reason";
import { engagementTitle } from "./engagement-title";
import { JsonDetails } from "./json-details";
import { messageTitle } from "./message-title";
import { showsItem, type TimelineFilter, timelineFilterLabels } from "./timeline-filter";

/** `begin`: what may lead to the first entry. */
export function PersonTimeline({ externalId, begin }: { externalId: string; begin: ReactNode }) {
  const [filter, setFilter] = useState<TimelineFilter>("all");
  const timeline = useCursorList<TimelineItem>("timeline", `/subscribers/${encodeURIComponent(externalId)}/timeline`, {
    refetchMs: 15_000,
  });
  const now = useClock(timeline.items[0]?.at);
  const items = timeline.items.filter((item) => showsItem(filter, item));
  if (timeline.isLoadingError) return <QueryFailed error={timeline.error} onRetry={() => void timeline.refetch()} />;
  if (timeline.isPending) return <TableSkeleton label="Loading the timeline" />;
  return (
    <div className="flex flex-col gap-3">
      <SegmentedControl
        size="sm"
        label="Show"
        value={filter}
        onValueChange={setFilter}
        options={(Object.keys(timelineFilterLabels) as TimelineFilter[]).map((value) => ({
          value,
          label: timelineFilterLabels[value],
        }))}
      />
      {items.length === 0 && !timeline.hasNextPage ? (
        <EmptyState
          icon={<Activity />}
          title="Nothing yet"
          description="Events, runs and messages of this person land here: an order they place, for example, and the mail that thanks them."
          action={begin}
        />
      ) : (
        <Card flush>
          <ol>
            {items.map((item) => (
              <Line key={`${item.kind}-${item.id}`} item={item} now={now} />
            ))}
          </ol>
          <Pagination
            shown={items.length}
            noun={items.length === 1 ? "entry" : "entries"}
            hasMore={timeline.hasNextPage}
            loading={timeline.isFetchingNextPage}
            failed={timeline.isFetchNextPageError}
            onMore={() => void timeline.fetchNextPage()}
          />
        </Card>
      )}
    </div>
  );
}

function Line({ item, now }: { item: TimelineItem; now: number | undefined }) {
  const { icon: Icon, tint } = looks[item.kind];
  return (
    <li className="flex gap-3 border-border border-b px-5 py-3 last:border-b-0">
      <span className={cn("mt-0.5 inline-flex size-7 shrink-0 items-center justify-center rounded-full", tint)}>
        <Icon className="size-3.5" aria-hidden="true" />
      </span>
      <div className="min-w-0 flex-1">
        <What item={item} />
      </div>
      <RelativeTime at={item.at} now={now} className="shrink-0 text-muted-foreground text-xs" />
    </li>
  );
}

const looks: Record<TimelineItem["kind"], { icon: LucideIcon; tint: string }> = {
  event: { icon: Activity, tint: "bg-muted text-muted-foreground" },
  entered: { icon: Workflow, tint: "bg-success-soft text-success-text" },
  ended: { icon: Flag, tint: "bg-info-soft text-info-text" },
  message: { icon: Mail, tint: "bg-primary-soft text-primary-text" },
  engagement: { icon: MousePointerClick, tint: "bg-primary-soft text-primary-text" },
};

function What({ item }: { item: TimelineItem }) {
  const { slug } = useWorkspace();
  switch (item.kind) {
    case "event":
      return (
        <>
          <p className="break-words font-medium">{item.event}</p>
          <JsonDetails value={item.properties} />
        </>
      );
    case "entered":
      return (
        <p>
          Entered <JourneyLink id={item.journey_id} name={item.journey_name} />
        </p>
      );
    case "ended":
      return (
        <p>
          {endedWords[item.state]} <JourneyLink id={item.journey_id} name={item.journey_name} />
          {item.reason ? <span className="text-muted-foreground"> · {describeEndReason(item.reason)}</span> : null}
        </p>
      );
    case "message":
      return (
        <div className="flex flex-col gap-0.5">
          <p className="flex flex-wrap items-center gap-2">
            <Link href={`/w/${slug}/inbox/${item.message_id}`} className="font-medium hover:underline">
              {messageTitle(item)}
            </Link>
            <StatusBadge status={item.status} />
          </p>
          <p className="text-muted-foreground text-xs">
            {[item.reason?.replaceAll("_", " "), item.journey_name ? `from ${item.journey_name}` : ""]
              .filter(Boolean)
              .join(" · ")}
          </p>
        </div>
      );
    case "engagement":
      return (
        <p className="flex flex-wrap items-center gap-2">
          <Link href={`/w/${slug}/inbox/${item.message_id}`} className="hover:underline">
            {engagementTitle(item)}
          </Link>
          {item.url ? <span className="max-w-full truncate text-muted-foreground text-xs">{item.url}</span> : null}
          {item.machine ? <StatusBadge status="skipped" label="by a program" /> : null}
        </p>
      );
  }
}

const endedWords = { completed: "Finished", exited: "Left", failed: "Set aside in" };

function JourneyLink({ id, name }: { id: string; name: string }): ReactNode {
  const { slug } = useWorkspace();
  return (
    <Link href={`/w/${slug}/journeys/${id}`} className="font-medium hover:underline">
      {name}
    </Link>
  );
}
