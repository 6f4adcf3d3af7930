"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { type RefObject, useRef, useState } from "react";
import { apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { QueryFailed } from "@/components/data/query-failed";
import { useResource } from "@/components/data/use-resource";
import { useMay, useWorkspace } from "@/components/data/workspace-context";
import { useTemplateNames } from "@/components/pickers/use-template-names";
import { useSegments } from "@/components/pickers/use-vocabulary";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { formatMoment } from "@/components/ui/format-moment";
import { Spinner } from "@/components/ui/spinner";
import { toast } from "@/components/ui/toast";
import { useFocusHome } from "@/components/ui/use-focus-home";
import type { List } from "@/lib/api/schemas/common";
import type { EnrollmentDetail } from "@/lib/api/schemas/enrollment";
import type { JourneyVersionResource } from "@/lib/api/schemas/journey";
import type { Graph } from "@/lib/journey/graph";
import { stepNames } from "@/lib/nodes/step-names";
import { FailedRun } from "./failed-run";
import { VisitLine } from "./visit-line";

/** One run: how it began, every visit with its decision, and where the person stands. */
export function EnrollmentDetails({ id }: { id: string }) {
  const run = useResource<EnrollmentDetail>("enrollments", `/enrollments/${id}`, { refetchMs: 10_000 });
  if (run.isLoadingError) {
    return (
      <div className="px-5 pb-4">
        <QueryFailed error={run.error} onRetry={() => void run.refetch()} />
      </div>
    );
  }
  if (run.isPending) {
    return (
      <div className="flex justify-center px-5 pb-4">
        <Spinner label="Loading the run" />
      </div>
    );
  }
  return <Loaded run={run.data} />;
}

function Loaded({ run }: { run: EnrollmentDetail }) {
  const { slug, timezone } = useWorkspace();
  const replay = useRef<HTMLAnchorElement>(null);
  const versions = useResource<List<JourneyVersionResource>>(
    "journey-versions",
    `/journeys/${run.journey_id}/versions`,
    {
      staleMs: 300_000,
    },
  );
  const graph: Graph | undefined = versions.data?.data.find((version) => version.number === run.version)?.graph;
  const segments = useSegments();
  const templates = useTemplateNames();
  const names = stepNames(graph ?? { nodes: [], edges: [] }, {
    segments: new Map(segments.data.map((segment) => [segment.id, segment.name])),
    templates: templates.data,
  });
  return (
    <div className="flex flex-col gap-4 bg-muted/40 px-5 py-4">
      <div className="flex flex-wrap items-center justify-between gap-2 text-[0.8125rem]">
        <p className="text-muted-foreground">
          Version {run.version} · began {formatMoment(run.entered_at, timezone)}
          {run.trigger.event ? ` with ${run.trigger.event}` : ""}
        </p>
        <div className="flex gap-2">
          <Button asChild size="xs" variant="outline">
            <Link
              ref={replay}
              href={`/w/${slug}/journeys/${run.journey_id}?person=${encodeURIComponent(run.external_id)}&run=${run.id}`}
            >
              Replay on the canvas
            </Link>
          </Button>
          {run.state === "active" ? <ExitButton run={run} home={replay} /> : null}
        </div>
      </div>
      {run.state === "failed" ? (
        <FailedRun run={run} graph={graph} names={names} again={<RequeueButton run={run} home={replay} />} />
      ) : null}
      <ol className="flex flex-col">
        {run.visits.map((visit) => (
          <VisitLine key={visit.visit} visit={visit} graph={graph} names={names} dueAt={run.due_at} />
        ))}
      </ol>
      {run.visits.length === 0 ? <p className="text-muted-foreground">The first step is about to be taken.</p> : null}
    </div>
  );
}

type ActionProps = {
  run: EnrollmentDetail;
  /** has the focus when this can be done no more */
  home: RefObject<HTMLElement | null>;
};

function ExitButton({ run, home }: ActionProps) {
  const part = useFocusHome<HTMLButtonElement>(home);
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const mayEdit = useMay("edit");
  const [asked, setAsked] = useState(false);
  const exit = useMutation({
    mutationFn: () =>
      apiFetch(`/enrollments/${run.id}/exit`, { method: "POST", body: { reason: "taken out by hand" } }),
    onSuccess: () => toast.success(`Taken out of ${run.journey_name}`),
    onError: (error) => toast.error("Not taken out", { description: problemText(error) }),
    onSettled: () => {
      setAsked(false);
      return queries.invalidateQueries({ queryKey: [slug] });
    },
  });
  if (!mayEdit) return null;
  return (
    <>
      <Button ref={part} size="xs" variant="danger-ghost" onClick={() => setAsked(true)}>
        Take out of the journey
      </Button>
      {asked ? (
        <ConfirmDialog
          title={`Take them out of “${run.journey_name}”?`}
          description="They get nothing more of this run, and cannot be put back where they stand. Whether they may enter again is for the journey to say."
          confirm="Take them out"
          busy={exit.isPending}
          onConfirm={() => exit.mutate()}
          onClose={() => setAsked(false)}
        />
      ) : null}
    </>
  );
}

/** A run that a step failed for goes on from where it stood. */
function RequeueButton({ run, home }: ActionProps) {
  const part = useFocusHome<HTMLButtonElement>(home);
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const mayEdit = useMay("edit");
  const requeue = useMutation({
    mutationFn: () => apiFetch(`/enrollments/${run.id}/requeue`, { method: "POST" }),
    onSuccess: () => toast.success("Walks again from where they stood"),
    onError: (error) => toast.error("Not put back", { description: problemText(error) }),
    onSettled: () => queries.invalidateQueries({ queryKey: [slug] }),
  });
  if (!mayEdit) return null;
  return (
    <Button ref={part} size="xs" variant="outline" loading={requeue.isPending} onClick={() => requeue.mutate()}>
      Walk again from here
    </Button>
  );
}
