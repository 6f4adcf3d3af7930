"use client";

import { useMutation } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { apiFetch } from "@/components/data/api-client";
import { useResource } from "@/components/data/use-resource";
import { useWorkspace } from "@/components/data/workspace-context";
import { SaveAsTest } from "@/components/journey-tests/save-as-test";
import { Button } from "@/components/ui/button";
import type { JourneyVersionResource } from "@/lib/api/schemas/journey";
import type { SimulationResource } from "@/lib/api/schemas/simulate";
import { localInstant } from "@/lib/journey/time";
import { useCanvas, useCanvasEnvironment } from "../canvas-context";
import { useSaveDraft } from "../save/save-draft-context";
import type { Draft } from "../store/draft";
import { ReplayMode } from "./replay-mode";
import { StoryVerdict } from "./story-verdict";
import { triggerEvents } from "./trigger-events";
import { useWalkAddress } from "./use-walk-address";
import { useWalkForm } from "./use-walk-form";
import { WalkForm } from "./walk-form";
import { WalkPanel } from "./walk-panel";
import { type WalkRequest, walkRequest } from "./walk-request";
import { WalkStage } from "./walk-stage";

const NO_VERSIONS: readonly JourneyVersionResource[] = [];

/** Takes the editor's place: one person's way through this journey, tried out on the draft or a version, or replayed from the log. */
export function WalkMode() {
  const { journeyId } = useCanvasEnvironment();
  const { person, run, show, close } = useWalkAddress();
  const [kind, setKind] = useState(person || run ? ("replay" as const) : ("walk" as const));
  const versions = useResource<{ data: JourneyVersionResource[] }>(
    "journey-versions",
    `/journeys/${journeyId}/versions`,
  );
  const draft = useCanvas((s) => s.history.present);
  const common = { draft, versions: versions.data?.data ?? NO_VERSIONS, onClose: close };
  if (kind === "replay") return <ReplayMode {...common} onKind={setKind} />;
  return (
    <TryIt
      {...common}
      onKind={(next) => {
        show({ person: "", run: "" });
        setKind(next);
      }}
    />
  );
}

type TryItProps = {
  draft: Draft;
  versions: readonly JourneyVersionResource[];
  onKind: (kind: "walk" | "replay") => void;
  onClose: () => void;
};

function TryIt({ draft, versions, onKind, onClose }: TryItProps) {
  const { journeyId } = useCanvasEnvironment();
  const { timezone } = useWorkspace();
  const saveDraft = useSaveDraft();
  const [form, change] = useWalkForm(journeyId);
  const [walked, setWalked] = useState<Draft>();
  const wanted = useMemo(() => {
    const version = versions.find(({ number }) => number === form.version);
    return version ? { ...draft, graph: version.graph, settings: version.settings } : draft;
  }, [draft, versions, form.version]);
  const walk = useMutation({
    mutationFn: async (body: WalkRequest) => {
      if (body.version === "draft" && (await saveDraft()) === undefined)
        throw new Error("The draft could not be saved.");
      return apiFetch<SimulationResource>(`/journeys/${journeyId}/simulate`, { method: "POST", body });
    },
    onMutate: () => setWalked(wanted),
  });
  const start = () => {
    const at = form.startAt === "" ? undefined : localInstant(form.startAt, timezone);
    const event = form.event ?? triggerEvents(wanted.graph)[0];
    walk.mutate(walkRequest(form, event, at === undefined ? undefined : new Date(at).toISOString()));
  };
  const story = walk.data;
  return (
    <WalkStage
      draft={story ? (walked ?? wanted) : wanted}
      story={story}
      onClose={onClose}
      panel={
        <WalkPanel kind="walk" onKind={onKind} onClose={onClose}>
          {story ? (
            <>
              <div className="flex items-center justify-between gap-2">
                <p className="min-w-0 truncate font-medium">
                  {form.who === "existing" ? form.personName || form.externalId : form.firstName || "Somebody invented"}
                  <span className="text-muted-foreground">
                    {` through ${story.version === "draft" ? "the draft" : `version ${story.version}`}`}
                  </span>
                </p>
                <Button variant="outline" size="xs" onClick={() => walk.reset()}>
                  Change
                </Button>
              </div>
              <StoryVerdict story={story} />
              {walk.variables ? <SaveAsTest journeyId={journeyId} walk={walk.variables} /> : null}
            </>
          ) : (
            <WalkForm
              form={form}
              onChange={change}
              graph={wanted.graph}
              versions={versions}
              busy={walk.isPending}
              error={walk.error}
              onWalk={start}
            />
          )}
        </WalkPanel>
      }
    />
  );
}
