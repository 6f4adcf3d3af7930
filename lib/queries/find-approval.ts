import type { Tx } from "@/lib/db/with-workspace";
import {
  type ContentDifference,
  contentDigest,
  type DraftContent,
  diffContent,
  draftContentSchema,
} from "./draft-content";
import { type ApprovalRow, approvalColumns } from "./present-approval";

/** What has been said of a content. */
export type Approval =
  | { state: "none" }
  /** of exactly this content; the newest word counts */
  | { state: "waiting" | "changes_asked"; request: ApprovalRow }
  | { state: "approved"; request: ApprovalRow }
  /** the open request is of another content */
  | { state: "changed"; request: ApprovalRow; changed: ContentDifference };

/**
 * How a content of the journey stands. An approval is of content: it holds for as long as the content is the same, also when the draft
 * was something else in between or a newer request has been answered meanwhile.
 */
export async function findApproval(tx: Tx, journeyId: string, content: DraftContent): Promise<Approval> {
  const told = await tx.approval.findFirst({
    where: { journeyId, digest: contentDigest(content), state: { in: ["waiting", "approved", "changes_asked"] } },
    select: approvalColumns,
    orderBy: [{ askedAt: "desc" }, { id: "desc" }],
  });
  switch (told?.state) {
    case "waiting":
    case "approved":
    case "changes_asked":
      return { state: told.state, request: told };
  }
  const open = await tx.approval.findFirst({
    where: { journeyId, open: true },
    select: { ...approvalColumns, content: true },
  });
  if (!open) return { state: "none" };
  const { content: asked, ...request } = open;
  return { state: "changed", request, changed: diffContent(draftContentSchema.parse(asked), content) };
}
