"use client";

import { LayoutTemplate, Plus, Route, Upload } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { QueryFailed } from "@/components/data/query-failed";
import { useCursorList } from "@/components/data/use-cursor-list";
import { useMay, useWorkspace } from "@/components/data/workspace-context";
import { DescribeNewButton } from "@/components/drafting/describe-new-button";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBody } from "@/components/ui/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { SearchField } from "@/components/ui/search-field";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Skeleton } from "@/components/ui/skeleton";
import type { JourneyResource } from "@/lib/api/schemas/journey";
import { exampleJourney } from "./example-journey";
import { ImportDialog } from "./import-dialog";
import { JourneyCards } from "./journey-cards";
import { useCreateJourney } from "./use-create-journey";

const filters = [
  { value: "all", label: "All" },
  { value: "active", label: "Active" },
  { value: "draft", label: "Drafts" },
  { value: "paused", label: "Paused" },
  { value: "completed", label: "Completed" },
  { value: "archived", label: "Archived" },
] as const;
type Filter = (typeof filters)[number]["value"];

/** All journeys of the workspace. */
export function JourneysPage() {
  const mayEdit = useMay("edit");
  const [filter, setFilter] = useState<Filter>("all");
  const [search, setSearch] = useState("");
  const list = useCursorList<JourneyResource>("journeys", "/journeys", {
    query: { status: filter === "all" ? undefined : filter, search },
    refetchMs: 15_000,
  });
  const filtered = filter !== "all" || search !== "";
  const shown = filter === "all" ? list.items.filter((journey) => journey.status !== "archived") : list.items;
  const nothing = list.isSuccess && shown.length === 0 && !list.hasNextPage;
  // Archived ones are journeys, too: without the filter nobody would find them.
  const none = nothing && !filtered && list.items.length === 0;
  return (
    <PageBody>
      <PageHeader
        title="Journeys"
        description="What happens to people over time, drawn as steps."
        actions={
          mayEdit ? (
            <>
              <ImportButton />
              <GalleryLink />
              <DescribeNewButton />
              <CreateButton />
            </>
          ) : undefined
        }
      />
      {none ? (
        <NoJourneys mayEdit={mayEdit} />
      ) : (
        <>
          <div className="flex flex-wrap items-center gap-3">
            <SearchField label="Search journeys" placeholder="Search" initial={search} onSearch={setSearch} />
            <div className="max-w-full overflow-x-auto">
              <SegmentedControl label="Show" value={filter} onValueChange={setFilter} options={filters} />
            </div>
          </div>
          {list.isLoadingError ? <QueryFailed error={list.error} onRetry={() => void list.refetch()} /> : null}
          {list.isPending ? <Skeleton className="h-64" /> : null}
          {nothing ? (
            <p className="py-10 text-center text-muted-foreground">
              {filtered ? "No journey matches." : "All of them are archived."}
            </p>
          ) : null}
          {shown.length > 0 ? <JourneyCards journeys={shown} /> : null}
          {list.hasNextPage ? (
            <Button
              variant="outline"
              className="self-center"
              loading={list.isFetchingNextPage}
              onClick={() => void list.fetchNextPage()}
            >
              Show more
            </Button>
          ) : null}
        </>
      )}
    </PageBody>
  );
}

function useOpenNew() {
  const { slug } = useWorkspace();
  const router = useRouter();
  const create = useCreateJourney();
  return {
    busy: create.isPending,
    open: (journey: Parameters<typeof create.mutate>[0]) =>
      create.mutate(journey, { onSuccess: ({ id }) => router.push(`/w/${slug}/journeys/${id}`) }),
  };
}

/** A blank journey at once; its name is typed on its page. */
function CreateButton() {
  const { busy, open } = useOpenNew();
  return (
    <Button loading={busy} onClick={() => open({ name: "Untitled journey" })}>
      <Plus /> New journey
    </Button>
  );
}

function GalleryLink() {
  const { slug } = useWorkspace();
  return (
    <Button asChild variant="outline" className="max-sm:px-3">
      <Link href={`/w/${slug}/journeys/gallery`}>
        <LayoutTemplate /> Gallery
      </Link>
    </Button>
  );
}

function ImportButton() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="outline" className="max-sm:px-3" onClick={() => setOpen(true)}>
        <Upload /> Import
      </Button>
      {open ? <ImportDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function NoJourneys({ mayEdit }: { mayEdit: boolean }) {
  const { slug } = useWorkspace();
  const { busy, open } = useOpenNew();
  return (
    <EmptyState
      icon={<Route />}
      title="No journeys yet"
      description="A journey begins when somebody does something, and decides what they get and when. For example: a welcome that asks a day later whether it was opened."
      action={
        mayEdit ? (
          <>
            <Button loading={busy} onClick={() => open({ name: "Untitled journey" })}>
              <Plus /> New journey
            </Button>
            <Button variant="outline" disabled={busy} onClick={() => open(exampleJourney)}>
              Start from the example
            </Button>
            <DescribeNewButton />
            <GalleryLink />
          </>
        ) : (
          <Link href={`/w/${slug}`} className="text-primary-text underline">
            Back to the overview
          </Link>
        )
      }
    />
  );
}
