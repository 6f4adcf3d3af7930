"use client";

import { Eye, UserCheck } from "lucide-react";
import { type ReactNode, type RefObject, useRef, useState } from "react";
import { problemText } from "@/components/data/problem-text";
import { useSession } from "@/components/data/session-context";
import { useMay } from "@/components/data/workspace-context";
import { useShown } from "@/components/journey-versions/use-shown";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Skeleton } from "@/components/ui/skeleton";
import { Textarea } from "@/components/ui/textarea";
import { useFocusHome } from "@/components/ui/use-focus-home";
import type { ApprovalList } from "@/lib/api/schemas/approval";
import type { JourneyResource, PublishRequest } from "@/lib/api/schemas/journey";
import { ChangedSince } from "./changed-since";
import { DraftState } from "./draft-state";
import { useApprovalActions } from "./use-approval-actions";
import { useApprovals } from "./use-approvals";

type PublishApproval = {
  /** it is not known yet whether an approval is needed, or it is and somebody else has not given it */
  missing: boolean;
  /** goes into the publish request; empty without a reason to pass over it */
  request: Pick<PublishRequest, "override_approval">;
  /** how the draft stands, to be shown before publishing; null where nothing is needed */
  section: ReactNode;
  /** what is offered instead of publishing; null: nothing */
  action: ReactNode;
  refetch: () => void;
};

type Wish = {
  journey: JourneyResource;
  /** the draft has been stored, so that what is said is about it */
  saved: boolean;
  /** nothing stands in the way of the draft itself */
  sound: boolean;
  saveDraft: () => Promise<number | undefined>;
  onClose: () => void;
};

/** What the rule of approval means for publishing: somebody is asked first; an owner may say why that is not needed. */
export function usePublishApproval({ journey, saved, sound, saveDraft, onClose }: Wish): PublishApproval {
  const mayOverride = useMay("override_approval");
  const answer = useApprovals(journey, saved);
  const { ask, withdraw } = useApprovalActions(journey.id);
  const [note, setNote] = useState("");
  const [reason, setReason] = useState("");
  const status = useRef<HTMLParagraphElement>(null);
  const approvals = answer.data;
  const refetch = () => void answer.refetch();
  if (answer.isError && !approvals)
    return {
      missing: false,
      request: {},
      section: (
        <p className="text-warning-text">Whether an approval is needed is not known: {problemText(answer.error)}</p>
      ),
      action: null,
      refetch,
    };
  if (!approvals) return { missing: true, request: {}, section: <Skeleton className="h-10" />, action: null, refetch };
  if (!approvals.needed) return { missing: false, request: {}, section: null, action: null, refetch };
  const { state } = approvals.draft;
  const missing = state !== "approved";
  const askable = missing && state !== "waiting";
  const said = missing && mayOverride && reason.trim().length >= 3;
  const send = async () => {
    const revision = await saveDraft();
    if (revision !== undefined) ask.mutate({ note: note.trim(), revision }, { onSuccess: () => setNote("") });
  };
  const failed = ask.error ?? withdraw.error;
  return {
    missing,
    refetch,
    request: said ? { override_approval: { reason: reason.trim() } } : {},
    action: missing ? (
      <Action
        key={state}
        home={status}
        approvals={approvals}
        busy={ask.isPending || withdraw.isPending}
        sound={sound}
        onAsk={() => void send()}
        onWithdraw={(id) => withdraw.mutate(id)}
        onClose={onClose}
      />
    ) : null,
    section: (
      <section aria-label="Approval" className="flex flex-col gap-3">
        <h3 className="-mb-2 font-medium">Approval</h3>
        {failed ? (
          <Alert tone="danger" live>
            {problemText(failed)}
          </Alert>
        ) : null}
        <DraftState approvals={approvals} ref={status} />
        {approvals.draft.changed ? (
          <ChangedSince journey={journey} changed={approvals.draft.changed} onLeave={onClose} />
        ) : null}
        {askable && approvals.approvers.length > 0 ? (
          <Field label="Note for who approves it" hint="Optional" help="They see what changes; say why.">
            <Textarea rows={2} maxLength={2_000} value={note} onChange={(e) => setNote(e.currentTarget.value)} />
          </Field>
        ) : null}
        {missing && mayOverride ? (
          <details>
            <summary className="cursor-pointer text-muted-foreground text-xs hover:text-foreground">
              Publish without an approval…
            </summary>
            <Field
              className="mt-2"
              label="Publish without an approval, because"
              help="As an owner you may. Your reason is kept in the audit log."
            >
              <Textarea rows={2} maxLength={1_000} value={reason} onChange={(e) => setReason(e.currentTarget.value)} />
            </Field>
          </details>
        ) : null}
      </section>
    ),
  };
}

type ActionProps = {
  /** has the focus once the state is over that this is offered in */
  home: RefObject<HTMLElement | null>;
  approvals: ApprovalList;
  busy: boolean;
  sound: boolean;
  onAsk: () => void;
  onWithdraw: (id: string) => void;
  onClose: () => void;
};

/** Ask, take one's own request back, or look at somebody else's. */
function Action({ home, approvals, busy, sound, onAsk, onWithdraw, onClose }: ActionProps) {
  const part = useFocusHome<HTMLButtonElement>(home);
  const { user } = useSession();
  const [, show] = useShown();
  const { state, request } = approvals.draft;
  if (state === "waiting" && request)
    return request.asked_by.email === user.email ? (
      <Button ref={part} variant="secondary" loading={busy} onClick={() => onWithdraw(request.id)}>
        Take the request back
      </Button>
    ) : (
      <Button
        ref={part}
        onClick={() => {
          onClose();
          show({ kind: "compare", before: "live", after: "asked" });
        }}
      >
        <Eye /> Review and decide
      </Button>
    );
  return (
    <Button ref={part} disabled={!sound || approvals.approvers.length === 0} loading={busy} onClick={onAsk}>
      <UserCheck /> {state === "none" ? "Ask for approval" : "Ask again"}
    </Button>
  );
}
