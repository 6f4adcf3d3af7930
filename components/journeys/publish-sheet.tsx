"use client";

import { CircleCheck } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { usePublishApproval } from "@/components/approvals/use-publish-approval";
import { useCanvas } from "@/components/canvas/canvas-context";
import { ProblemList } from "@/components/canvas/problems/problem-list";
import { useSaveDraft } from "@/components/canvas/save/save-draft-context";
import { useJourneyView } from "@/components/canvas/view/journey-view";
import { triggerEvents } from "@/components/canvas/walk/trigger-events";
import { ApiError } from "@/components/data/api-error";
import { problemText } from "@/components/data/problem-text";
import { useResource } from "@/components/data/use-resource";
import { useMay, useWorkspace } from "@/components/data/workspace-context";
import { usePublishTests } from "@/components/journey-tests/use-publish-tests";
import { ChangeList } from "@/components/journey-versions/change-list";
import { PeoplePlan } from "@/components/journey-versions/people-plan";
import { useChanges } from "@/components/journey-versions/use-changes";
import { usePublishPlan } from "@/components/journey-versions/use-publish-plan";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import type { JourneyResource, MailProblems } from "@/lib/api/schemas/journey";
import { describeReentry } from "@/lib/journey/describe-reentry";
import { useJourneyActions } from "./use-journey-actions";
import { usePublishBackfill } from "./use-publish-backfill";
import { usePublishDryRun } from "./use-publish-dry-run";

/** Everything worth knowing before the draft goes live. */
export function PublishSheet({ journey, onClose }: { journey: JourneyResource; onClose: () => void }) {
  const view = useJourneyView();
  const settings = useCanvas((s) => s.history.present.settings);
  const saveDraft = useSaveDraft();
  const actions = useJourneyActions();
  const tests = usePublishTests(journey);
  const dryRun = usePublishDryRun(journey);
  const backfill = usePublishBackfill(journey);
  const next = (journey.version ?? 0) + 1;
  const changes = useChanges(journey, "live", "draft");
  const [saved, setSaved] = useState(false);
  const people = usePublishPlan(journey.id, saved && journey.version !== null);
  // As publishing does: mails are looked at once the steps themselves are sound.
  const sound = view.problems.every((problem) => problem.severity === "warning");
  const mails = useResource<MailProblems>("mail-problems", `/journeys/${journey.id}/mail-problems`, {
    enabled: saved && sound,
    staleMs: 0,
  });
  const problems = [...view.problems, ...((sound && mails.data?.problems) || [])];
  const errors = problems.filter((problem) => problem.severity === "error");
  const warnings = problems.filter((problem) => problem.severity === "warning");
  useEffect(() => {
    void saveDraft().then((revision) => setSaved(revision !== undefined));
  }, [saveDraft]);
  const approval = usePublishApproval({ journey, saved, sound: errors.length === 0, saveDraft, onClose });
  const mayPublishNow = !approval.missing || approval.request.override_approval !== undefined;
  const announce = useAnnounce();
  const shown = useRef<HTMLDivElement>(null);
  const publish = async () => {
    // What is shown here is what the author has; what somebody else saved since is not published unseen.
    const revision = await saveDraft();
    if (revision === undefined) return;
    const body = { ...tests.request, ...approval.request, ...dryRun.request, ...people.request, revision };
    // What was asked for is done and said, also when the sheet is closed before the answer.
    await actions.mutateAsync({ id: journey.id, action: "publish", body }, { onSuccess: onClose }).then(
      () => {
        announce(next);
        void backfill.start();
      },
      (error: unknown) => {
        if (!shown.current) toast.error("Not published", { description: problemText(error) });
        // What was decided on has changed: show it as it is now.
        void people.plan.refetch();
        approval.refetch();
      },
    );
  };
  return (
    <Sheet
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Publish version ${next}`}
      description={journey.name}
      className="max-w-lg"
      footer={
        <>
          <Button variant="outline" onClick={onClose}>
            Not yet
          </Button>
          {mayPublishNow ? (
            <Button
              variant={approval.action ? "outline" : "primary"}
              disabled={errors.length > 0 || tests.blocked}
              loading={actions.isPending}
              onClick={() => void publish()}
            >
              Publish
            </Button>
          ) : null}
          {approval.action}
        </>
      }
    >
      <div ref={shown} className="flex flex-col gap-5 pt-2">
        {isSavedByOthers(actions.error) ? (
          <Alert
            tone="warning"
            live
            title="Somebody else has saved this draft since you opened it"
            action={
              <Button size="sm" variant="outline" onClick={() => window.location.reload()}>
                Show theirs
              </Button>
            }
          >
            Look at it before you publish it. Nothing of yours is lost: it was saved before theirs.
          </Alert>
        ) : actions.isError ? (
          <Alert tone="danger" live>
            {problemText(actions.error)}
          </Alert>
        ) : null}
        {errors.length === 0 && (tests.blocked || approval.missing) ? null : errors.length === 0 ? (
          <p className="flex items-center gap-2 font-medium">
            <CircleCheck className="size-4.5 text-success" aria-hidden="true" /> Ready to publish
          </p>
        ) : (
          <section>
            <h3 className="mb-1 font-medium">
              {errors.length === 1 ? "One thing stands in the way" : `${errors.length} things stand in the way`}
            </h3>
            <ProblemList problems={errors} onChoose={onClose} />
          </section>
        )}
        {sound && mails.isError ? (
          <p className="text-warning-text">Its mails could not be checked: {problemText(mails.error)}</p>
        ) : null}
        {warnings.length > 0 ? (
          <section>
            <h3 className="mb-1 font-medium">Worth a second look</h3>
            <ProblemList problems={warnings} onChoose={onClose} />
          </section>
        ) : null}
        {tests.section}
        {approval.section}
        {dryRun.section}
        {journey.version === null ? null : (
          <section>
            <h3 className="mb-1.5 font-medium">What changes</h3>
            {changes.pending ? (
              <Skeleton className="h-16" />
            ) : !changes.compared ? (
              <p className="text-warning-text">
                What differs cannot be shown:{" "}
                {changes.error ? problemText(changes.error) : "the live version is not here."}
              </p>
            ) : changes.lines.length === 0 ? (
              <p className="text-muted-foreground">
                No step, way or setting differs from version {journey.version}; mails are taken over as they are now.
              </p>
            ) : (
              <ChangeList lines={changes.lines} />
            )}
          </section>
        )}
        <section>
          <h3 className="mb-1 font-medium">People inside now</h3>
          {journey.version === null ? (
            <p>Nobody yet: this is the first version. People enter from the moment you publish.</p>
          ) : (
            <PeoplePlan journey={journey} people={people} />
          )}
        </section>
        <section>
          <h3 className="mb-1 font-medium">Who enters</h3>
          <p>{describeReentry(settings.reentry)}</p>
          {backfill.section ? <div className="mt-3">{backfill.section}</div> : null}
        </section>
      </div>
    </Sheet>
  );
}

function isSavedByOthers(error: unknown): boolean {
  return error instanceof ApiError && (error.problem.errors ?? []).some(({ path }) => path === "revision");
}

/** Says that a version is live, and where the first event can be sent when an event starts it. */
function useAnnounce(): (version: number) => void {
  const { slug, mode } = useWorkspace();
  const maySend = useMay("ingest");
  const router = useRouter();
  const [event] = triggerEvents(useCanvas((s) => s.history.present.graph));
  return (version) => {
    const send = event !== undefined && version === 1 && mode === "sandbox" && maySend;
    toast.success(`Version ${version} is live`, {
      ...(send
        ? {
            description: `“${event}” starts it.`,
            action: {
              label: "Send one",
              run: () => router.push(`/w/${slug}/events?send=${encodeURIComponent(event)}`),
            },
          }
        : {}),
    });
  };
}
