"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { useJourneyView } from "@/components/canvas/view/journey-view";
import { apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { useMay, useWorkspace } from "@/components/data/workspace-context";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { formatMoment } from "@/components/ui/format-moment";
import { Sheet } from "@/components/ui/sheet";
import { toast } from "@/components/ui/toast";
import type { StuckGroup } from "@/lib/api/schemas/stuck";
import { describeStuck } from "./describe-stuck";
import { StepError } from "./step-error";

type StuckSheetProps = {
  journeyId: string;
  groups: readonly StuckGroup[];
  onStep: (node: string) => void;
  /** who they are, by where they are to be found at a step */
  onPeople: (node: string, at: "waiting" | "failed") => void;
  onClose: () => void;
};

/** What stands still in a journey, by step, each with what mends it. */
export function StuckSheet({ journeyId, groups, onStep, onPeople, onClose }: StuckSheetProps) {
  return (
    <Sheet
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="Needs you"
      description="People and mails that stand still until somebody looks. Brought up to date every half minute."
    >
      {groups.length === 0 ? (
        <p className="py-6 text-center text-muted-foreground">Nothing stands still here.</p>
      ) : null}
      <ul className="flex flex-col divide-y divide-border">
        {groups.map((group) => (
          <GroupLine
            key={`${group.kind} ${group.version} ${group.node_id}`}
            journeyId={journeyId}
            group={group}
            onStep={onStep}
            onPeople={onPeople}
          />
        ))}
      </ul>
    </Sheet>
  );
}

/** Mails are found in the Inbox; who is tried again stands at the step before the one that fails. */
const whereTheyAre: Partial<Record<StuckGroup["kind"], "waiting" | "failed">> = {
  quarantined: "failed",
  never: "waiting",
};

type GroupLineProps = Pick<StuckSheetProps, "journeyId" | "onStep" | "onPeople"> & { group: StuckGroup };

function GroupLine({ journeyId, group, onStep, onPeople }: GroupLineProps) {
  const { timezone } = useWorkspace();
  const { views } = useJourneyView();
  const { title, why, error, advice } = describeStuck(group);
  const step = views.get(group.node_id);
  const at = whereTheyAre[group.kind];
  return (
    <li className="flex flex-col gap-2 py-3">
      <div>
        <p className="font-medium">{title}</p>
        <p className="text-muted-foreground text-xs">
          {step ? step.summary : "A step that the draft no longer has"} · version {group.version}
          {group.since ? ` · since ${formatMoment(group.since, timezone)}` : ""}
        </p>
        <div className="mt-1 flex flex-col gap-1 text-[0.8125rem]">
          <p className="break-words">{why}</p>
          {error === undefined ? null : <StepError error={error} />}
          {advice ? <p className="text-muted-foreground text-xs">{advice}</p> : null}
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        <Fix journeyId={journeyId} group={group} />
        {at ? (
          <Button size="xs" variant="ghost" onClick={() => onPeople(group.node_id, at)}>
            See who
          </Button>
        ) : null}
        {step ? (
          <Button size="xs" variant="ghost" onClick={() => onStep(group.node_id)}>
            Open the step
          </Button>
        ) : null}
      </div>
    </li>
  );
}

function Fix({ journeyId, group: { kind, node_id, people } }: Pick<GroupLineProps, "journeyId" | "group">) {
  const { slug } = useWorkspace();
  const mayEdit = useMay("edit");
  if (kind === "uncertain" || kind === "failed")
    return (
      <Button asChild size="xs" variant="outline">
        <Link href={`/w/${slug}/inbox?status=${kind}`}>
          {kind === "failed" ? "See and send again" : "See and decide"}
        </Link>
      </Button>
    );
  // They are tried again by themselves, and wait elsewhere than at the step that fails.
  if (!mayEdit || kind === "retrying") return null;
  return (
    <>
      {kind === "quarantined" ? <WalkAgain journeyId={journeyId} node={node_id} /> : null}
      {kind === "quarantined" ? null : <TakeOut journeyId={journeyId} node={node_id} people={people} />}
    </>
  );
}

function useFix<Answer>(journeyId: string, action: "requeue" | "exit", node: string, said: (done: Answer) => string) {
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      apiFetch<Answer>(`/journeys/${journeyId}/stuck/${action}`, { method: "POST", body: { node_id: node } }),
    onSuccess: (done) => toast.success(said(done)),
    onError: (error) => toast.error("Not done", { description: problemText(error) }),
    onSettled: () => queries.invalidateQueries({ queryKey: [slug] }),
  });
}

function WalkAgain({ journeyId, node }: { journeyId: string; node: string }) {
  const fix = useFix<{ requeued: number; left_out: number }>(journeyId, "requeue", node, ({ requeued, left_out }) =>
    left_out > 0 ? `${requeued} walk again; ${left_out} are in the journey already` : `${requeued} walk again`,
  );
  return (
    <Button size="xs" variant="outline" loading={fix.isPending} onClick={() => fix.mutate()}>
      Walk again from here
    </Button>
  );
}

function TakeOut({ journeyId, node, people }: { journeyId: string; node: string; people: number }) {
  const [asked, setAsked] = useState(false);
  const fix = useFix<{ exited: number; more: boolean }>(journeyId, "exit", node, ({ exited, more }) =>
    more ? `${exited} taken out; there are more` : `${exited} taken out`,
  );
  return (
    <>
      <Button size="xs" variant="danger-ghost" onClick={() => setAsked(true)}>
        Take them out
      </Button>
      {asked ? (
        <ConfirmDialog
          title={`Take ${people === 1 ? "1 person" : `${people.toLocaleString("en")} people`} out of the journey?`}
          description="They get nothing more of it, and cannot be put back where they stand."
          confirm="Take them out"
          busy={fix.isPending}
          onConfirm={() => fix.mutate(undefined, { onSettled: () => setAsked(false) })}
          onClose={() => setAsked(false)}
        />
      ) : null}
    </>
  );
}
