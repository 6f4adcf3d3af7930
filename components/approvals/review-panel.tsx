"use client";

import { Check, MessageSquareWarning } from "lucide-react";
import { type ReactNode, type RefObject, useId, useRef, useState } from "react";
import { problemText } from "@/components/data/problem-text";
import { useSession } from "@/components/data/session-context";
import { useMay } from "@/components/data/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Skeleton } from "@/components/ui/skeleton";
import { Textarea } from "@/components/ui/textarea";
import { useFocusHome } from "@/components/ui/use-focus-home";
import type { ApprovalList, ApprovalResource } from "@/lib/api/schemas/approval";
import type { JourneyResource } from "@/lib/api/schemas/journey";
import { refusalToApprove } from "./approval-words";
import { ChangedSince } from "./changed-since";
import { DraftState } from "./draft-state";
import { ReviewChecks } from "./review-checks";
import { useApprovalActions } from "./use-approval-actions";
import { useApprovals } from "./use-approvals";

type ReviewPanelProps = {
  journey: JourneyResource;
  /** what is different, to be read before deciding */
  children: ReactNode;
};

/** What was asked for: who asked, what is different, what publishing would say of it, and the decision for whoever may take it. */
export function ReviewPanel({ journey, children }: ReviewPanelProps) {
  const answer = useApprovals(journey);
  const approvals = answer.data;
  if (!approvals)
    return answer.isError ? (
      <p className="text-warning-text">The request cannot be read: {problemText(answer.error)}</p>
    ) : (
      <Skeleton className="h-32" />
    );
  const request = approvals.data.find(({ open }) => open);
  if (!request) return children;
  return (
    <Review journey={journey} approvals={approvals} request={request}>
      {children}
    </Review>
  );
}

type ReviewProps = ReviewPanelProps & { approvals: ApprovalList; request: ApprovalResource };

function Review({ journey, approvals, request, children }: ReviewProps) {
  const { user } = useSession();
  const mayPublish = useMay("publish");
  const status = useRef<HTMLParagraphElement>(null);
  const { draft } = approvals;
  const own = request.asked_by.email === user.email;
  // Checks are of the draft as this page knows it; where it was saved since, they would be of something else.
  const current = draft.revision === journey.revision && draft.state !== "changed";
  return (
    <section aria-label="Approval" className="flex flex-col gap-4">
      <h2 className="-mb-2 font-semibold">Approval</h2>
      <DraftState approvals={approvals} ref={status} />
      {draft.changed ? <ChangedSince journey={journey} changed={draft.changed} /> : null}
      {children}
      {current ? <ReviewChecks journey={journey} /> : null}
      {draft.revision > journey.revision ? (
        <Alert
          tone="warning"
          action={
            <Button size="sm" variant="outline" onClick={() => window.location.reload()}>
              Load it again
            </Button>
          }
        >
          The draft was saved by somebody else since you opened this page.
        </Alert>
      ) : null}
      {request.state === "waiting" && !own && mayPublish ? (
        <Decision
          journeyId={journey.id}
          request={request}
          refusal={refusalToApprove(approvals, request, user.email)}
          home={status}
        />
      ) : null}
      {request.state === "waiting" && own ? (
        <OwnRequest journeyId={journey.id} request={request} home={status} />
      ) : null}
    </section>
  );
}

type DecisionProps = {
  journeyId: string;
  request: ApprovalResource;
  /** why it cannot be approved */
  refusal: string | undefined;
  /** has the focus once this is decided, here or by somebody else, and gone */
  home: RefObject<HTMLElement | null>;
};

function Decision({ journeyId, request, refusal, home }: DecisionProps) {
  const part = useFocusHome<HTMLDivElement>(home);
  const { decide } = useApprovalActions(journeyId);
  const [words, setWords] = useState("");
  const [unsaid, setUnsaid] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const why = useId();
  const said = words.trim();
  const send = (decision: "approved" | "changes_asked") => {
    if (decision === "changes_asked" && said.length < 3) {
      setUnsaid(true);
      field.current?.focus();
      return;
    }
    decide.mutate({ id: request.id, decision, words: said });
  };
  return (
    <div ref={part} className="flex flex-col gap-3">
      {decide.isError ? (
        <Alert tone="danger" live>
          {problemText(decide.error)}
        </Alert>
      ) : null}
      <Field
        label="Your words"
        hint="Optional when you approve"
        error={unsaid && said.length < 3 ? "Say what should change." : undefined}
      >
        <Textarea
          ref={field}
          rows={3}
          maxLength={2_000}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      </Field>
      <div className="flex flex-wrap gap-2">
        {refusal ? (
          <RefusedApproval why={why} />
        ) : (
          <Button size="sm" loading={decide.isPending} onClick={() => send("approved")}>
            <Check /> Approve
          </Button>
        )}
        <Button size="sm" variant="outline" loading={decide.isPending} onClick={() => send("changes_asked")}>
          <MessageSquareWarning /> Ask for changes
        </Button>
      </div>
      {refusal ? (
        <p id={why} className="text-muted-foreground text-xs">
          {refusal}
        </p>
      ) : null}
    </div>
  );
}

/** `why`: id of the words that say it */
function RefusedApproval({ why }: { why: string }) {
  return (
    <Button size="sm" aria-disabled="true" aria-describedby={why}>
      <Check /> Approve
    </Button>
  );
}

function OwnRequest({ journeyId, request, home }: Pick<DecisionProps, "journeyId" | "request" | "home">) {
  const part = useFocusHome<HTMLDivElement>(home);
  const { withdraw } = useApprovalActions(journeyId);
  const mayPublish = useMay("publish");
  const why = useId();
  return (
    <div ref={part} className="flex flex-col items-start gap-2">
      {mayPublish ? <RefusedApproval why={why} /> : null}
      <p id={why} className="text-muted-foreground">
        You have asked for this yourself, so somebody else decides.
      </p>
      {withdraw.isError ? (
        <Alert tone="danger" live>
          {problemText(withdraw.error)}
        </Alert>
      ) : null}
      <Button size="sm" variant="outline" loading={withdraw.isPending} onClick={() => withdraw.mutate(request.id)}>
        Take the request back
      </Button>
    </div>
  );
}
