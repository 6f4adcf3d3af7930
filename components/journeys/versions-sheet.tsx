"use client";

import { ReactFlowProvider } from "@xyflow/react";
import { useMemo, useState } from "react";
import { CanvasContext, useCanvas, useCanvasEnvironment } from "@/components/canvas/canvas-context";
import { JourneyCanvas } from "@/components/canvas/flow/journey-canvas";
import { createCanvasStore } from "@/components/canvas/store/canvas-store";
import { createCountsStore } from "@/components/canvas/store/counts-store";
import { JourneyViewProvider } from "@/components/canvas/view/journey-view";
import { problemText } from "@/components/data/problem-text";
import { useWorkspace } from "@/components/data/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import type { JourneyResource, JourneyVersionResource } from "@/lib/api/schemas/journey";
import { describeDifference } from "./describe-difference";
import { useJourneyVersions } from "./use-journey";

/** The published versions, drawn as they were, with what the draft does otherwise. */
export function VersionsSheet({ journey, onClose }: { journey: JourneyResource; onClose: () => void }) {
  const { timezone } = useWorkspace();
  const { editable } = useCanvasEnvironment();
  const edit = useCanvas((s) => s.edit);
  const draft = useCanvas((s) => s.history.present);
  const versions = useJourneyVersions(journey.id);
  const list = versions.data?.data ?? [];
  const [chosen, setChosen] = useState(journey.version);
  const shown = list.find((version) => version.number === chosen) ?? list[0];
  const difference = shown ? describeDifference(shown, draft) : [];
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      size="xl"
      title="Published versions"
      description="People finish on the version they entered."
      footer={
        shown && editable ? (
          <Button
            variant="outline"
            disabled={difference.length === 0}
            onClick={() => {
              edit(`restore version ${shown.number}`, (d) => ({ ...d, graph: shown.graph, settings: shown.settings }));
              onClose();
            }}
          >
            Restore v{shown.number} as the draft
          </Button>
        ) : undefined
      }
    >
      {versions.isError ? <Alert tone="danger">{problemText(versions.error)}</Alert> : null}
      {versions.isPending ? <Skeleton className="h-80" /> : null}
      {shown ? (
        <div className="flex min-h-0 gap-4 max-md:flex-col">
          <ul className="flex w-56 shrink-0 flex-col gap-1 max-md:w-full">
            {list.map((version) => (
              <li key={version.number}>
                <button
                  type="button"
                  aria-current={version.number === shown.number}
                  onClick={() => setChosen(version.number)}
                  className="flex w-full items-center justify-between gap-2 rounded-lg px-3 py-2 text-left hover:bg-accent aria-[current=true]:bg-accent"
                >
                  <span>
                    <span className="font-medium">Version {version.number}</span>
                    <span className="block text-muted-foreground text-xs">
                      <RelativeTime at={version.published_at} timezone={timezone} />
                    </span>
                  </span>
                  {version.live ? <Badge tone="success">Live</Badge> : null}
                </button>
              </li>
            ))}
          </ul>
          <div className="min-w-0 flex-1">
            <VersionDrawing key={shown.number} version={shown} journey={journey} />
            <h3 className="mt-3 font-medium text-sm">What the draft does otherwise</h3>
            {difference.length === 0 ? (
              <p className="text-muted-foreground">Nothing: it is the same.</p>
            ) : (
              <ul className="list-disc pl-5">
                {difference.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            )}
          </div>
        </div>
      ) : null}
    </Dialog>
  );
}

function VersionDrawing({ version, journey }: { version: JourneyVersionResource; journey: JourneyResource }) {
  const environment = useMemo(
    () => ({
      store: createCanvasStore(
        { name: journey.name, description: "", settings: version.settings, graph: version.graph },
        Date.now,
      ),
      counts: createCountsStore(),
      journeyId: journey.id,
      editable: false,
    }),
    [version, journey.name, journey.id],
  );
  return (
    <CanvasContext value={environment}>
      <JourneyViewProvider>
        <ReactFlowProvider>
          <div className="flex h-[52vh] overflow-hidden rounded-lg border border-border">
            <JourneyCanvas />
          </div>
        </ReactFlowProvider>
      </JourneyViewProvider>
    </CanvasContext>
  );
}
