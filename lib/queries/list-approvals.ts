import type { ApprovalDetail, ApprovalList, ChangedSince } from "@/lib/api/schemas/approval";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { type Tx, withWorkspace } from "@/lib/db/with-workspace";
import { graphSchema } from "@/lib/journey/graph";
import { journeySettingsSchema } from "@/lib/journey/settings";
import { approversOfDraft } from "./approvers-of-draft";
import { draftContentSchema } from "./draft-content";
import { type Approval, findApproval } from "./find-approval";
import { approvalColumns, presentApprovals } from "./present-approval";
import { readDraftContent } from "./read-draft-content";

const SHOWN = 100;

/** The requests of a journey, newest first, and how its draft stands; undefined when there is no such journey of ours. */
export async function listApprovals(principal: Principal, journeyId: string): Promise<ApprovalList | undefined> {
  const { workspaceId } = principal;
  return withWorkspace(workspaceId, async (tx) => {
    const journey = await tx.journey.findFirst({
      where: { id: journeyId, workspaceId },
      select: { graph: true, settings: true, revision: true, workspace: { select: { publishNeedsApproval: true } } },
    });
    if (!journey) return undefined;
    const { publishNeedsApproval: needed } = journey.workspace;
    const rows = await tx.approval.findMany({
      where: { journeyId, workspaceId },
      select: approvalColumns,
      orderBy: [{ askedAt: "desc" }, { id: "desc" }],
      take: SHOWN,
    });
    const content = await readDraftContent(tx, workspaceId, journey);
    const found: Approval = needed ? await findApproval(tx, journeyId, content) : { state: "none" };
    const request = found.state === "none" ? undefined : found.request;
    const [presented = null] = request ? await presentApprovals(tx, [request]) : [];
    return {
      data: await presentApprovals(tx, rows),
      next_cursor: null,
      needed,
      draft: {
        state: found.state,
        revision: journey.revision,
        request: presented,
        changed: found.state === "changed" ? await nameMails(tx, found.changed) : null,
      },
      approvers: await approversOfDraft(tx, { workspaceId, journeyId, content, found }, actorOf(principal)),
    };
  });
}

async function nameMails(
  tx: Tx,
  { mails, ...parts }: Extract<Approval, { state: "changed" }>["changed"],
): Promise<ChangedSince> {
  const named = await tx.template.findMany({ where: { id: { in: mails } }, select: { id: true, name: true } });
  return { ...parts, mails: named };
}

/** One request with the draft as it stood; undefined when the journey has none of that id. */
export async function readApproval(
  workspaceId: number,
  journeyId: string,
  id: string,
): Promise<ApprovalDetail | undefined> {
  return withWorkspace(workspaceId, async (tx) => {
    const row = await tx.approval.findFirst({
      where: { id, journeyId, workspaceId },
      select: { ...approvalColumns, content: true },
    });
    const [presented] = row ? await presentApprovals(tx, [row]) : [];
    if (!row || !presented) return undefined;
    const { graph, settings } = draftContentSchema.parse(row.content);
    return { ...presented, graph: graphSchema.parse(graph), settings: journeySettingsSchema.parse(settings) };
  });
}
