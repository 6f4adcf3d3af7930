"use client";

import { Users } from "lucide-react";
import { QueryFailed } from "@/components/data/query-failed";
import { useClock } from "@/components/data/use-clock";
import { useCursorList } from "@/components/data/use-cursor-list";
import { PersonLink } from "@/components/people/people-table";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { RelativeTime } from "@/components/ui/relative-time";
import { TableSkeleton } from "@/components/ui/table-skeleton";
import type { SegmentMember, SegmentResource } from "@/lib/api/schemas/segment";

export function SegmentMembers({ segment }: { segment: SegmentResource }) {
  const now = useClock();
  const members = useCursorList<SegmentMember>("segments", `/segments/${segment.id}/members`, { refetchMs: 20_000 });
  if (members.error) return <QueryFailed error={members.error} onRetry={() => void members.refetch()} />;
  if (members.isPending) return <TableSkeleton label="Loading members" />;
  if (members.items.length === 0) {
    return (
      <EmptyState
        icon={<Users />}
        title="No members now"
        description="They appear here within seconds of coming to fit."
      />
    );
  }
  return (
    <Card title="Members" flush>
      <ul>
        {members.items.map(({ subscriber, entered_at }) => (
          <li
            key={subscriber.id}
            className="flex items-center justify-between gap-4 border-border border-b px-5 py-2.5 last:border-b-0"
          >
            <PersonLink person={subscriber} detail={subscriber.email ?? undefined} />
            <span className="shrink-0 text-muted-foreground text-xs">
              since <RelativeTime at={entered_at} now={now} />
            </span>
          </li>
        ))}
      </ul>
      <Pagination
        shown={members.items.length}
        noun={members.items.length === 1 ? "member" : "members"}
        hasMore={members.hasNextPage}
        loading={members.isFetchingNextPage}
        onMore={() => void members.fetchNextPage()}
      />
    </Card>
  );
}
