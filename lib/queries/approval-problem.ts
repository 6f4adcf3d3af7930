import type { Tx } from "@/lib/db/with-workspace";
import type { Problem } from "@/lib/journey/problem";
import type { ContentDifference } from "./draft-content";
import type { Approval } from "./find-approval";
import type { Approver } from "./list-approvers";
import { nameActors } from "./name-actors";

const NAMED_MAX = 3;

/** What a draft lacks that nobody else has approved, as a problem that stands in the way of publishing. */
export async function approvalProblem(
  tx: Tx,
  found: Exclude<Approval, { state: "approved" }>,
  approvers: readonly Approver[],
): Promise<Problem> {
  const who = sayWho(approvers);
  return {
    code: "approval_needed",
    severity: "error",
    message: `Somebody else has to approve this draft first: ${await sayMissing(tx, found, who)}`,
    field: "approval",
  };
}

async function sayMissing(tx: Tx, found: Exclude<Approval, { state: "approved" }>, who: string): Promise<string> {
  if (found.state === "none") return `nobody has been asked yet. ${who}`;
  const { request } = found;
  const day = request.askedAt.toISOString().slice(0, 16).replace("T", " ");
  switch (found.state) {
    case "waiting":
      return `it waits for approval since ${day} UTC. ${who}`;
    case "changes_asked": {
      const by = request.decidedBy ?? "";
      return `${(await nameActors(tx, [by]))(by).name} asks for changes: ${request.words}`;
    }
    case "changed":
      return `${sayChanged(found.changed)} changed since approval was asked for (${day} UTC), so it has to be asked for again. ${who}`;
  }
}

/** "the steps and 2 mails have" */
function sayChanged({ steps, settings, mails, brand }: ContentDifference): string {
  const parts = [
    ...(steps ? ["the steps"] : []),
    ...(settings ? ["the settings"] : []),
    ...(mails.length === 1 ? ["one mail"] : mails.length > 1 ? [`${mails.length} mails`] : []),
    ...(brand ? ["the look of mails"] : []),
  ];
  const plural = parts.length > 1 || !(brand || mails.length === 1);
  return `${new Intl.ListFormat("en-GB", { type: "conjunction" }).format(parts)} ${plural ? "have" : "has"}`;
}

function sayWho(approvers: readonly Approver[]): string {
  if (approvers.length === 0)
    return "Nobody is left who could: neither who asks nor who saved the draft last does. An owner can publish with a reason.";
  const named = approvers.slice(0, NAMED_MAX).map(({ name }) => name);
  const more = approvers.length - named.length;
  const all = more > 0 ? [...named, `${more} more`] : named;
  return `${new Intl.ListFormat("en-GB", { type: "disjunction" }).format(all)} can approve it.`;
}
