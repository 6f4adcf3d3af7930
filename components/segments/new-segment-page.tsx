"use client";

import Link from "next/link";
import { useWorkspace } from "@/components/data/workspace-context";
import { PageBody } from "@/components/ui/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { NewSegmentForm } from "./new-segment-form";

export function NewSegmentPage() {
  const { slug } = useWorkspace();
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
      <NewSegmentForm />
    </PageBody>
  );
}
