"use client";

import { Users } from "lucide-react";
import { QueryFailed } from "@/components/data/query-failed";
import { useClock } from "@/components/data/use-clock";
import { useCursorList } from "@/components/data/use-cursor-list";
import { PersonLink } from "@/components/people/people-table";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Line } from "@/components/ui/line";
import { Pagination } from "@/components/ui/pagination";
import { RelativeTime } from "@/components/ui/relative-time";
import { TableSkeleton } from "@/components/ui/table-skeleton";
import type { SegmentMember, SegmentResource } from "@/lib/api/schemas/segment";
import { AddMembers } from "./add-members";
import { RemoveMember } from "./remove-member";

export function SegmentMembers({ segment }: { segment: SegmentResource }) {
  const members = useCursorList<SegmentMember>("segments", `/segments/${segment.id}/members`, { refetchMs: 20_000 });
  if (members.isLoadingError) return <QueryFailed error={members.error} onRetry={() => void members.refetch()} />;
  if (members.isPending) return <TableSkeleton label="Loading members" />;
  const manual = segment.kind === "manual";
  if (members.items.length === 0) {
    return (
      <>
        {manual ? <AddMembers segment={segment} /> : null}
        <EmptyState
          icon={<Users />}
          title="No members now"
          description={
            manual
              ? "Put people in above, by the API, or by a journey with the step “Add to a segment”."
              : "They appear here soon after coming to fit."
          }
        />
      </>
    );
  }
  return (
    <>
      {manual ? <AddMembers segment={segment} /> : null}
      <MemberList members={members} segment={segment} />
    </>
  );
}

type MemberListProps = { members: ReturnType<typeof useCursorList<SegmentMember>>; segment: SegmentResource };

function MemberList({ members, segment }: MemberListProps) {
  const now = useClock();
  return (
    <Card title="Members" flush>
      <ul>
        {members.items.map(({ subscriber, entered_at }) => (
          <Line
            key={subscriber.id}
            className="flex items-center justify-between gap-4 border-border border-b px-5 py-2.5 last:border-b-0"
          >
            <PersonLink person={subscriber} detail={subscriber.email ?? undefined} />
            <span className="ml-auto shrink-0 text-muted-foreground text-xs">
              since <RelativeTime at={entered_at} now={now} />
            </span>
            {segment.kind === "manual" ? <RemoveMember segment={segment} person={subscriber} /> : null}
          </Line>
        ))}
      </ul>
      <Pagination
        shown={members.items.length}
        noun={members.items.length === 1 ? "member" : "members"}
        hasMore={members.hasNextPage}
        loading={members.isFetchingNextPage}
        failed={members.isFetchNextPageError}
        onMore={() => void members.fetchNextPage()}
      />
    </Card>
  );
}
