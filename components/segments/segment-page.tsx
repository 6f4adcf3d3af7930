"use client";

import Link from "next/link";
import { ApiError } from "@/components/data/api-client";
import { QueryFailed } from "@/components/data/query-failed";
import { useResource } from "@/components/data/use-resource";
import { useWorkspace } from "@/components/data/workspace-context";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBody } from "@/components/ui/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import type { SegmentResource } from "@/lib/api/schemas/segment";
import { SegmentEditor } from "./segment-editor";
import { SegmentMembers } from "./segment-members";
import { SegmentMenu } from "./segment-menu";

/** One segment: its rule with the people it would match now, and its members. */
export function SegmentPage({ id }: { id: string }) {
  const { slug } = useWorkspace();
  const segment = useResource<SegmentResource>("segments", `/segments/${id}`);
  const missing = segment.error instanceof ApiError && segment.error.status === 404;
  if (missing) {
    return (
      <PageBody>
        <EmptyState
          title="There is no such segment"
          description="It may have been deleted."
          action={
            <Button asChild>
              <Link href={`/w/${slug}/segments`}>All segments</Link>
            </Button>
          }
        />
      </PageBody>
    );
  }
  return (
    <PageBody>
      <PageHeader
        breadcrumb={
          <Link href={`/w/${slug}/segments`} className="hover:text-foreground hover:underline">
            Segments
          </Link>
        }
        title={segment.data?.name ?? "Segment"}
        description={
          segment.data
            ? `${segment.data.member_count.toLocaleString("en")} ${segment.data.member_count === 1 ? "person is" : "people are"} in it.`
            : undefined
        }
        actions={segment.data ? <SegmentMenu segment={segment.data} /> : null}
      />
      {segment.isLoadingError ? (
        <QueryFailed error={segment.error} onRetry={() => void segment.refetch()} />
      ) : segment.isPending ? (
        <div role="status">
          <span className="sr-only">Loading the segment</span>
          <Skeleton className="h-72 w-full" />
        </div>
      ) : (
        <>
          <SegmentEditor key={segment.data.id} segment={segment.data} />
          <SegmentMembers segment={segment.data} />
        </>
      )}
    </PageBody>
  );
}
