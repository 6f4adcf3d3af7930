"use client";

import Link from "next/link";
import { DrawnAhead } from "@/components/data/drawn-ahead";
import { isGone } from "@/components/data/is-gone";
import { problemText } from "@/components/data/problem-text";
import { useCameWithPage } from "@/components/data/use-server-drawing";
import { useWorkspace } from "@/components/data/workspace-context";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBody } from "@/components/ui/page-body";
import { Spinner } from "@/components/ui/spinner";
import { EmailEditor } from "./email-editor";
import { useTemplate } from "./use-templates";

const Loading = () => (
  <div className="flex flex-1 items-center justify-center p-16">
    <Spinner />
  </div>
);

/** One template: read once, then edited. */
export function TemplatePage({ id }: { id: string }) {
  const { slug } = useWorkspace();
  const came = useCameWithPage();
  const template = useTemplate(id, { fresh: !came });
  if (template.isPending) return <Loading />;
  if (template.isLoadingError) {
    const gone = isGone(template.error);
    return (
      <PageBody>
        <EmptyState
          title={gone ? "There is no such template" : "The template could not be read"}
          description={gone ? "It may have been deleted, or belong to another workspace." : problemText(template.error)}
          action={
            <>
              {gone ? null : <Button onClick={() => void template.refetch()}>Try again</Button>}
              <Button asChild variant={gone ? "primary" : "outline"}>
                <Link href={`/w/${slug}/templates`}>All templates</Link>
              </Button>
            </>
          }
        />
      </PageBody>
    );
  }
  // Not as an earlier page knew it: it may have been saved since.
  if (!came && !template.isFetchedAfterMount) return <Loading />;
  return (
    <DrawnAhead>
      <EmailEditor key={template.data.id} template={template.data} />
    </DrawnAhead>
  );
}
