import type { ApprovalList, ApprovalResource, ChangedSince, DraftApproval } from "@/lib/api/schemas/approval";

const NAMED_MAX = 3;

/** "You, Ada, Bob or 4 more can approve it." `reader`: the address of who reads it. */
export function sayApprovers(approvers: ApprovalList["approvers"], reader: string): string {
  if (approvers.length === 0)
    return "Nobody is left who could approve it: neither who asks nor who saved the draft last does.";
  const readerFirst = approvers.toSorted((a, b) => Number(b.email === reader) - Number(a.email === reader));
  const named = readerFirst.slice(0, NAMED_MAX).map(({ name, email }) => (email === reader ? "You" : name));
  const more = approvers.length - named.length;
  const all = more > 0 ? [...named, `${more} more`] : named;
  return `${new Intl.ListFormat("en-GB", { type: "disjunction" }).format(all)} can approve it.`;
}

/** Why `reader`, who may publish and has not asked, cannot approve the open request; undefined: they can. */
export function refusalToApprove(
  { draft }: Pick<ApprovalList, "draft">,
  { saved_by }: Pick<ApprovalResource, "saved_by">,
  reader: string,
): string | undefined {
  if (draft.state !== "waiting") return "It cannot be approved: the draft is no longer what was asked for.";
  if (saved_by !== null && saved_by.email === reader)
    return "You have saved this draft or one of its mails last, so somebody else has to approve it.";
  return undefined;
}

/** "the steps, 2 mails and the look of mails" */
export function sayParts({ steps, settings, mails, brand }: ChangedSince): string {
  const parts = [
    ...(steps ? ["the steps"] : []),
    ...(settings ? ["the settings"] : []),
    ...mails.map(({ name }) => `the mail “${name}”`),
    ...(brand ? ["the look of mails"] : []),
  ];
  return new Intl.ListFormat("en-GB", { type: "conjunction" }).format(parts);
}

/** The state of a draft in two or three words. */
export const approvalStates: Record<
  Exclude<DraftApproval["state"], "none">,
  { label: string; tone: "warning" | "success" | "danger" | "neutral" }
> = {
  waiting: { label: "Waiting for approval", tone: "warning" },
  approved: { label: "Approved", tone: "success" },
  changes_asked: { label: "Changes asked", tone: "danger" },
  changed: { label: "Changed since asked", tone: "neutral" },
};
