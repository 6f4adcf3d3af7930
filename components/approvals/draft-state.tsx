"use client";

import { CircleCheck, Clock, History, MessageSquareWarning } from "lucide-react";
import type { ReactNode, Ref } from "react";
import { useSession } from "@/components/data/session-context";
import { useWorkspace } from "@/components/data/workspace-context";
import { formatMoment } from "@/components/ui/format-moment";
import type { ApprovalList, ApprovalResource } from "@/lib/api/schemas/approval";
import { sayApprovers, sayParts } from "./approval-words";
import { QuotedWords } from "./quoted-words";

type DraftStateProps = { approvals: ApprovalList; ref?: Ref<HTMLParagraphElement> };

const icons = {
  waiting: <Clock className="mt-0.5 size-4.5 shrink-0 text-warning-text" aria-hidden="true" />,
  approved: <CircleCheck className="mt-0.5 size-4.5 shrink-0 text-success" aria-hidden="true" />,
  changes_asked: <MessageSquareWarning className="mt-0.5 size-4.5 shrink-0 text-danger-text" aria-hidden="true" />,
  changed: <History className="mt-0.5 size-4.5 shrink-0 text-warning-text" aria-hidden="true" />,
};

/** How the draft stands, with who said what and when. The first line takes the focus when something was done. */
export function DraftState({ approvals, ref }: DraftStateProps) {
  const { user } = useSession();
  const { draft, approvers } = approvals;
  const { state, request, changed } = draft;
  // The first line stays the same element whatever the state, because it keeps the focus.
  const first = (content: ReactNode) => (
    <p ref={ref} tabIndex={-1} className="flex items-start gap-2 outline-none">
      {content}
    </p>
  );
  if (state === "none" || !request)
    return (
      <div className="flex flex-col gap-2">
        {first(`This workspace publishes only what somebody else has approved. ${sayApprovers(approvers, user.email)}`)}
      </div>
    );
  return (
    <div className="flex flex-col gap-2">
      {first(
        <>
          {icons[state]}
          <span className="font-medium">{headline(state, request)}</span>
        </>,
      )}
      {state === "waiting" ? (
        <>
          <QuotedWords>{request.note}</QuotedWords>
          <p className="text-muted-foreground">
            {request.asked_by.email === user.email ? "You have asked" : `${request.asked_by.name} has asked`}.{" "}
            {sayApprovers(approvers, user.email)}
          </p>
        </>
      ) : null}
      {state !== "waiting" && request.state !== "waiting" ? <QuotedWords>{request.words}</QuotedWords> : null}
      {state === "changed" && changed ? (
        <p className="text-muted-foreground">
          {saidBefore(request, user.email)} Different since: {sayParts(changed)}.{" "}
          {request.state === "changes_asked" ? "Ask again when it is as it should be." : "Undo that, or ask again."}
        </p>
      ) : null}
    </div>
  );
}

function headline(state: keyof typeof icons, request: ApprovalResource): ReactNode {
  switch (state) {
    case "waiting":
      return (
        <>
          Waiting for approval since <Moment at={request.asked_at} />
        </>
      );
    case "approved":
      return (
        <>
          Approved by {request.decided_by?.name} on <Moment at={request.decided_at} />
        </>
      );
    case "changes_asked":
      return (
        <>
          Changes asked by {request.decided_by?.name} on <Moment at={request.decided_at} />
        </>
      );
    case "changed":
      return request.state === "changes_asked"
        ? `Changed since ${request.decided_by?.name} asked for changes`
        : "Changed since approval was asked for";
  }
}

/** What was said of the draft as it was; `reader`: the address of who reads it. */
function saidBefore({ state, asked_by, decided_by }: ApprovalResource, reader: string): string {
  const whose = (actor: ApprovalResource["decided_by"]) => (actor?.email === reader ? "You" : actor?.name);
  if (state === "approved") return `${whose(decided_by)} approved the draft as it was.`;
  return state === "changes_asked" ? "" : `${whose(asked_by)} asked for the draft as it was.`;
}

function Moment({ at }: { at: string | null }) {
  const { timezone } = useWorkspace();
  return at === null ? null : <time dateTime={at}>{formatMoment(at, timezone)}</time>;
}
