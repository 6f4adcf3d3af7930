"use client";

import { PieChart, Plus } from "lucide-react";
import Link from "next/link";
import { QueryFailed } from "@/components/data/query-failed";
import { useClock } from "@/components/data/use-clock";
import { useCursorList } from "@/components/data/use-cursor-list";
import { useMay, useWorkspace } from "@/components/data/workspace-context";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBody } from "@/components/ui/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { RelativeTime } from "@/components/ui/relative-time";
import { TableSkeleton } from "@/components/ui/table-skeleton";
import type { SegmentResource } from "@/lib/api/schemas/segment";
import { describeSegment } from "./describe-segment";

export function SegmentsPage() {
  const { slug } = useWorkspace();
  const mayEdit = useMay("edit");
  const segments = useCursorList<SegmentResource>("segments", "/segments", { refetchMs: 20_000 });
  const create = mayEdit ? (
    <Button asChild>
      <Link href={`/w/${slug}/segments/new`}>
        <Plus aria-hidden="true" />
        New segment
      </Link>
    </Button>
  ) : null;
  return (
    <PageBody>
      <PageHeader
        title="Segments"
        description="Groups by rules that keep themselves up to date, or by hand. They start journeys, split them and stop them."
        actions={create}
      />
      {segments.isLoadingError ? (
        <QueryFailed error={segments.error} onRetry={() => void segments.refetch()} />
      ) : segments.isPending ? (
        <TableSkeleton label="Loading segments" />
      ) : segments.items.length === 0 ? (
        <EmptyState
          icon={<PieChart />}
          title="No segments yet"
          description="For example: plan is pro, and bought nothing in the last 30 days."
          action={create}
        />
      ) : (
        <Card flush>
          <ul>
            {segments.items.map((segment) => (
              <SegmentLine key={segment.id} segment={segment} all={segments.items} />
            ))}
          </ul>
          <Pagination
            shown={segments.items.length}
            noun={segments.items.length === 1 ? "segment" : "segments"}
            hasMore={segments.hasNextPage}
            loading={segments.isFetchingNextPage}
            failed={segments.isFetchNextPageError}
            onMore={() => void segments.fetchNextPage()}
          />
        </Card>
      )}
    </PageBody>
  );
}

function SegmentLine({ segment, all }: { segment: SegmentResource; all: readonly SegmentResource[] }) {
  const { slug } = useWorkspace();
  const now = useClock();
  return (
    <li className="relative flex items-center gap-4 border-border border-b px-5 py-4 last:border-b-0 hover:bg-muted/50">
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2">
          <Link
            href={`/w/${slug}/segments/${segment.id}`}
            className="truncate font-medium after:absolute after:inset-0"
          >
            {segment.name}
          </Link>
          {segment.kind === "manual" ? <Badge tone="outline">By hand</Badge> : null}
        </p>
        <p className="line-clamp-2 text-muted-foreground text-[0.8125rem]">
          {segment.description || describeSegment(segment, all)}
        </p>
      </div>
      <RelativeTime at={segment.updated_at} now={now} className="text-muted-foreground text-xs max-sm:hidden" />
      <p className="w-20 text-right">
        <span className="block font-semibold text-lg tabular-nums leading-tight">
          {segment.member_count.toLocaleString("en")}
        </span>
        <span className="text-muted-foreground text-xs">{segment.member_count === 1 ? "person" : "people"}</span>
      </p>
    </li>
  );
}
