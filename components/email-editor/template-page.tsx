"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import { isGone } from "@/components/data/is-gone";
import { problemText } from "@/components/data/problem-text";
import { useWorkspace } from "@/components/data/workspace-context";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBody } from "@/components/ui/page-body";
import { Spinner } from "@/components/ui/spinner";
import { useTemplate } from "./use-templates";

const Loading = () => (
  <div className="flex flex-1 items-center justify-center p-16">
    <Spinner />
  </div>
);

/** The editor comes with its text engine, so it arrives when somebody opens a template and not before. */
const EmailEditor = dynamic(() => import("./email-editor").then((m) => m.EmailEditor), {
  ssr: false,
  loading: Loading,
});

/** One template: read once, then edited. */
export function TemplatePage({ id }: { id: string }) {
  const { slug } = useWorkspace();
  const template = useTemplate(id, { fresh: true });
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
  if (!template.isFetchedAfterMount) return <Loading />;
  return <EmailEditor key={template.data.id} template={template.data} />;
}
