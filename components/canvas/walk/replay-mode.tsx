"use client";

import Link from "next/link";
import { useMemo, useState } from "react";
import { QueryFailed } from "@/components/data/query-failed";
import { useResource } from "@/components/data/use-resource";
import { useWorkspace } from "@/components/data/workspace-context";
import { PersonPicker } from "@/components/pickers/person-picker";
import { useTemplateNames } from "@/components/pickers/use-template-names";
import { useSegments } from "@/components/pickers/use-vocabulary";
import { Field } from "@/components/ui/field";
import { formatMoment } from "@/components/ui/format-moment";
import { Select } from "@/components/ui/select";
import { StepSelect } from "@/components/why/step-select";
import { WhyAnswer } from "@/components/why/why-answer";
import type { List } from "@/lib/api/schemas/common";
import type { EnrollmentResource } from "@/lib/api/schemas/enrollment";
import type { JourneyVersionResource } from "@/lib/api/schemas/journey";
import type { ReplayResource } from "@/lib/api/schemas/simulate";
import type { Graph } from "@/lib/journey/graph";
import { stepNames } from "@/lib/nodes/step-names";
import { useCanvasEnvironment } from "../canvas-context";
import type { Draft } from "../store/draft";
import { StoryVerdict } from "./story-verdict";
import { useWalkAddress } from "./use-walk-address";
import { WalkPanel } from "./walk-panel";
import { WalkStage } from "./walk-stage";

const REFRESH_MS = 5_000;

type ReplayModeProps = {
  draft: Draft;
  versions: readonly JourneyVersionResource[];
  onKind: (kind: "walk" | "replay") => void;
  onClose: () => void;
};

/** What really happened to somebody in this journey: their newest run, or the one that the address or they chose. */
export function ReplayMode({ draft, versions, onKind, onClose }: ReplayModeProps) {
  const { journeyId } = useCanvasEnvironment();
  const { person, run, show } = useWalkAddress();
  const runs = useResource<List<EnrollmentResource>>("enrollments", `/journeys/${journeyId}/enrollments`, {
    query: { external_id: person, limit: 50 },
    enabled: person !== "",
    refetchMs: REFRESH_MS,
  });
  const chosen = run || runs.data?.data[0]?.id;
  const replay = useResource<ReplayResource>("replay", `/enrollments/${chosen}/replay`, {
    enabled: chosen !== undefined,
    refetchMs: (data) => (data?.ended === "waiting" ? REFRESH_MS : false),
  });
  const story = chosen === undefined ? undefined : replay.data;
  const walked = useMemo(() => {
    const version = versions.find(({ number }) => number === story?.version);
    return version ? { ...draft, graph: version.graph, settings: version.settings } : draft;
  }, [draft, versions, story?.version]);
  const whom = person || story?.external_id || "";
  return (
    <WalkStage
      draft={walked}
      story={story}
      onClose={onClose}
      panel={
        <WalkPanel kind="replay" onKind={onKind} onClose={onClose}>
          <Field label="Person">
            <PersonPicker value={whom} onChange={(id) => show({ person: id, run: "" })} />
          </Field>
          {runs.error ? <QueryFailed error={runs.error} onRetry={() => void runs.refetch()} /> : null}
          {replay.error ? <QueryFailed error={replay.error} onRetry={() => void replay.refetch()} /> : null}
          <RunField runs={runs.data?.data ?? []} chosen={chosen} onChange={(id) => show({ person, run: id })} />
          {story ? <StoryVerdict story={story} /> : null}
          {whom ? <Question externalId={whom} graph={walked.graph} timezone={story?.timezone} /> : null}
        </WalkPanel>
      }
    />
  );
}

type RunFieldProps = {
  runs: readonly EnrollmentResource[];
  chosen: string | undefined;
  onChange: (id: string) => void;
};

/** Only where there is a choice. */
function RunField({ runs, chosen, onChange }: RunFieldProps) {
  const { timezone } = useWorkspace();
  if (runs.length < 2) return null;
  return (
    <Field label="Run">
      <Select
        value={chosen}
        onValueChange={onChange}
        options={runs.map(({ id, entered_at, state, version }) => ({
          value: id,
          label: `${formatMoment(entered_at, timezone)} · v${version} · ${state}`,
        }))}
      />
    </Field>
  );
}

type QuestionProps = { externalId: string; graph: Graph; timezone: string | undefined };

/** Why the person did, or did not, get in or to a step. */
function Question({ externalId, graph, timezone }: QuestionProps) {
  const { journeyId } = useCanvasEnvironment();
  const [node, setNode] = useState("");
  const segments = useSegments();
  const templates = useTemplateNames();
  const known = { segments: new Map(segments.data.map(({ id, name }) => [id, name])), templates: templates.data };
  return (
    <>
      <Field label="Why (not) …?">
        <StepSelect graph={graph} names={stepNames(graph, known)} value={node} onChange={setNode} />
      </Field>
      <WhyAnswer journeyId={journeyId} externalId={externalId} node={node} timezone={timezone} />
      <PersonLink externalId={externalId} />
    </>
  );
}

function PersonLink({ externalId }: { externalId: string }) {
  const { slug } = useWorkspace();
  return (
    <Link
      href={`/w/${slug}/people/${encodeURIComponent(externalId)}`}
      className="w-fit text-primary-text text-xs underline underline-offset-2"
    >
      Open this person
    </Link>
  );
}
