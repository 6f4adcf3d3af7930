"use client";

import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { useMemo, useState } from "react";
import { CanvasContext, type CanvasEnvironment } from "@/components/canvas/canvas-context";
import { createCanvasStore } from "@/components/canvas/store/canvas-store";
import { createCountsStore } from "@/components/canvas/store/counts-store";
import { unsentJourneys } from "@/components/canvas/unsent-journeys";
import { JourneyViewProvider } from "@/components/canvas/view/journey-view";
import { DrawnAhead } from "@/components/data/drawn-ahead";
import { isGone } from "@/components/data/is-gone";
import { problemText } from "@/components/data/problem-text";
import { useCameWithPage } from "@/components/data/use-server-drawing";
import { useMay, useWorkspace } from "@/components/data/workspace-context";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBody } from "@/components/ui/page-body";
import { Skeleton } from "@/components/ui/skeleton";
import type { JourneyResource } from "@/lib/api/schemas/journey";
import { draftOf } from "./draft-of";
import { type JourneyTab, readTab } from "./journey-tabs";
import { JourneyWorkbench } from "./journey-workbench";
import { useJourney } from "./use-journey";

/** One journey: build it, read its report, set it up. The address says which (`?view=`) and which step (`?node=`). */
export function JourneyPage({ journeyId }: { journeyId: string }) {
  const came = useCameWithPage();
  // An address that asks for more than the journey (a step, a walk, another view) is drawn by the browser, which knows how.
  const [plain] = useState(useSearchParams().size === 0);
  const drawn = came && plain;
  const journey = useJourney(journeyId, !drawn);
  // Not as an earlier page knew it: it may have been saved since, by whoever left that page or by somebody else.
  if (journey.data && (drawn || journey.isFetchedAfterMount)) {
    return (
      <DrawnAhead>
        <OpenJourney key={journeyId} journey={journey.data} />
      </DrawnAhead>
    );
  }
  if (journey.isError) {
    return <NoJourney error={journey.error} onRetry={() => void journey.refetch()} />;
  }
  return (
    <div aria-busy="true" className="flex flex-1 flex-col gap-4 p-6">
      <Skeleton className="h-9 w-72" />
      <Skeleton className="min-h-96 flex-1" />
    </div>
  );
}

function NoJourney({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { slug } = useWorkspace();
  const gone = isGone(error);
  return (
    <PageBody>
      <EmptyState
        title={gone ? "There is no such journey" : "This journey cannot be shown"}
        description={gone ? "It may have been deleted, or belong to another workspace." : problemText(error)}
        action={
          <>
            {gone ? null : <Button onClick={onRetry}>Try again</Button>}
            <Button asChild variant={gone ? "primary" : "outline"}>
              <Link href={`/w/${slug}/journeys`}>All journeys</Link>
            </Button>
          </>
        }
      />
    </PageBody>
  );
}

function OpenJourney({ journey }: { journey: JourneyResource }) {
  const editable = useMay("edit") && journey.status !== "archived";
  const params = useSearchParams();
  const router = useRouter();
  const node = params.get("node");
  const [stores] = useState(() => {
    const store = createCanvasStore(draftOf(journey), Date.now);
    const left = unsentJourneys.get(`/journeys/${journey.id}`);
    if (left) store.getState().edit("what was not saved yet", () => left.draft);
    if (node && store.getState().nodeById.has(node)) store.getState().inspect(node);
    if (params.get("view") === "outline") store.getState().set({ outline: true });
    return { store, counts: createCountsStore() };
  });
  const environment: CanvasEnvironment = useMemo(
    () => ({ ...stores, journeyId: journey.id, editable, discussed: true }),
    [stores, journey.id, editable],
  );
  const show = (tab: JourneyTab) => {
    const next = new URLSearchParams(params);
    if (tab === "build" && stores.store.getState().outline) next.set("view", "outline");
    else if (tab === "build") next.delete("view");
    else next.set("view", tab);
    next.delete("node");
    next.delete("stuck");
    router.replace(next.size > 0 ? `?${next}` : location.pathname, { scroll: false });
  };
  return (
    <CanvasContext value={environment}>
      <JourneyViewProvider>
        <JourneyWorkbench journey={journey} tab={readTab(params.get("view"))} onTab={show} />
      </JourneyViewProvider>
    </CanvasContext>
  );
}
