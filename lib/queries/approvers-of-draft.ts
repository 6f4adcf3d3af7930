import type { Tx } from "@/lib/db/with-workspace";
import type { DraftContent } from "./draft-content";
import type { Approval } from "./find-approval";
import { findLastSaver } from "./find-last-saver";
import { type Approver, listApprovers } from "./list-approvers";

/** A draft, and what has been said of it. */
type Draft = { workspaceId: number; journeyId: string; content: DraftContent; found: Approval };

/** Who could approve the draft: neither who saved it last nor who has asked; where nobody is waiting, that would be `actor`. */
export async function approversOfDraft(tx: Tx, draft: Draft, actor: string): Promise<Approver[]> {
  const { workspaceId, journeyId, content, found } = draft;
  if (found.state === "waiting") return listApprovers(tx, workspaceId, [found.request.askedBy, found.request.savedBy]);
  return listApprovers(tx, workspaceId, [actor, await findLastSaver(tx, workspaceId, journeyId, content)]);
}
