"use client";

import Link from "next/link";
import { useMay, useWorkspace } from "@/components/data/workspace-context";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBody } from "@/components/ui/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { NewSegmentForm } from "./new-segment-form";

export function NewSegmentPage() {
  const { slug } = useWorkspace();
  const mayEdit = useMay("edit");
  return (
    <PageBody>
      <PageHeader
        breadcrumb={
          <Link href={`/w/${slug}/segments`} className="hover:text-foreground hover:underline">
            Segments
          </Link>
        }
        title="New segment"
        description="Say who belongs in it: by rules, and members come and go as people change, or by hand."
      />
      {mayEdit ? (
        <NewSegmentForm />
      ) : (
        <EmptyState
          title="Your role may look at segments"
          description="Owners, admins and editors make them."
          action={
            <Button asChild>
              <Link href={`/w/${slug}/segments`}>All segments</Link>
            </Button>
          }
        />
      )}
    </PageBody>
  );
}
