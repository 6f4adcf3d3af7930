"use client";

import { ArrowLeft, GitCompare, RotateCcw } from "lucide-react";
import { useMemo } from "react";
import { CanvasContext, useCanvas, useCanvasEnvironment } from "@/components/canvas/canvas-context";
import { offerUndo } from "@/components/canvas/edits/offer-undo";
import { JourneyEditor } from "@/components/canvas/journey-editor";
import { useLiveJourney } from "@/components/canvas/live/use-live-journey";
import { createCanvasStore } from "@/components/canvas/store/canvas-store";
import { createCountsStore } from "@/components/canvas/store/counts-store";
import { JourneyViewProvider } from "@/components/canvas/view/journey-view";
import { useWorkspace } from "@/components/data/workspace-context";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import type { JourneyResource, JourneyVersionResource } from "@/lib/api/schemas/journey";
import { useShown } from "./use-shown";
import { useSide } from "./use-side";
import { VersionsFailed } from "./versions-failed";

/** A published version on the canvas, as it was and with who is in it now; nothing can be changed. */
export function VersionView({ journey, side }: { journey: JourneyResource; side: "live" | number }) {
  const { state, pending, error } = useSide(journey, side);
  const [, show] = useShown();
  if (pending) return <div className="min-h-0 flex-1" aria-busy="true" />;
  if (!state?.version && error) return <VersionsFailed journeyId={journey.id} error={error} />;
  if (!state?.version)
    return (
      <div className="p-8">
        <EmptyState
          title={side === "live" ? "This journey has not been published yet" : `There is no version ${side}`}
          action={<Button onClick={() => show({ kind: "draft" })}>Show the draft</Button>}
        />
      </div>
    );
  return (
    <>
      <VersionBar version={state.version} />
      <VersionDrawing key={state.version.number} journey={journey} version={state.version} />
    </>
  );
}

/** What is being looked at, and what can be done with it. */
function VersionBar({ version }: { version: JourneyVersionResource }) {
  const { timezone } = useWorkspace();
  const { editable, store } = useCanvasEnvironment();
  const edit = useCanvas((s) => s.edit);
  const [, show] = useShown();
  const restore = () => {
    const { graph, settings, number } = version;
    edit(`restore version ${number}`, (draft) => ({ ...draft, graph, settings }));
    show({ kind: "draft" });
    toast.success(`Version ${number} is the draft now`, { undo: offerUndo(store) });
  };
  return (
    <section
      aria-label="Version"
      className="flex flex-wrap items-center gap-x-3 gap-y-2 border-border border-b bg-warning-soft px-4 py-2 text-sm text-warning-text"
    >
      <p className="min-w-0 flex-1">
        <span className="font-medium">
          Version {version.number}
          {version.live ? ", live" : ""}
        </span>{" "}
        · published <RelativeTime at={version.published_at} timezone={timezone} /> · only to look at
      </p>
      <Button size="sm" variant="ghost" onClick={() => show({ kind: "draft" })}>
        <ArrowLeft /> Back to the draft
      </Button>
      <Button
        size="sm"
        variant="outline"
        onClick={() => show({ kind: "compare", before: version.live ? "live" : version.number, after: "draft" })}
      >
        <GitCompare /> Compare with the draft
      </Button>
      {editable ? (
        <Button size="sm" variant="outline" onClick={restore}>
          <RotateCcw /> Restore as the draft
        </Button>
      ) : null}
    </section>
  );
}

function VersionDrawing({ journey, version }: { journey: JourneyResource; version: JourneyVersionResource }) {
  const { settings, graph, number } = version;
  const environment = useMemo(() => {
    const counts = createCountsStore();
    counts.getState().set({ choice: { range: "all", version: number } });
    const draft = { name: journey.name, description: "", settings, graph };
    const store = createCanvasStore(draft, Date.now);
    return { store, counts, journeyId: journey.id, editable: false, discussed: false };
  }, [settings, graph, number, journey.name, journey.id]);
  return (
    <CanvasContext value={environment}>
      <JourneyViewProvider>
        <JourneyEditor />
        <FollowPeople />
      </JourneyViewProvider>
    </CanvasContext>
  );
}

/** Keeps the numbers of the version fresh; renders nothing. */
function FollowPeople() {
  useLiveJourney(true);
  return null;
}
