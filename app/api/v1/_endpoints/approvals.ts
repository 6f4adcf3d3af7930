import { defineEndpoint, type EndpointResponse } from "@/lib/api/define-endpoint";
import { etagOf, STALE } from "@/lib/api/if-match";
import { notFound, problem } from "@/lib/api/problem";
import {
  approvalAskSchema,
  approvalDecisionSchema,
  approvalDetailSchema,
  approvalListSchema,
  approvalParamsSchema,
} from "@/lib/api/schemas/approval";
import { uuidParamsSchema } from "@/lib/api/schemas/common";
import { askForApproval } from "@/lib/commands/ask-for-approval";
import { decideApproval } from "@/lib/commands/decide-approval";
import { withdrawApproval } from "@/lib/commands/withdraw-approval";
import { listApprovals, readApproval } from "@/lib/queries/list-approvals";

const tag = "Approvals";
const one = { description: "The request with the draft that it is of", schema: approvalDetailSchema };

async function approvalAnswer(
  status: number,
  workspaceId: number,
  journey: string,
  id: string,
): Promise<EndpointResponse> {
  const body = await readApproval(workspaceId, journey, id);
  return body ? { status, body } : notFound("request for approval");
}

const noLongerWaits = (state: string) => problem(409, `This request does not wait any more: ${said[state] ?? state}.`);
const said: Record<string, string> = {
  approved: "it has been approved",
  changes_asked: "changes have been asked for",
  withdrawn: "it was withdrawn",
  overtaken: "another request or a publish has taken its place",
};

export const approvalEndpoints = [
  defineEndpoint({
    method: "GET",
    path: "/journeys/{id}/approvals",
    summary:
      "Whether publishing needs an approval, how the draft stands, who could approve it, and every request, newest first",
    tag,
    permission: "read",
    params: uuidParamsSchema,
    responses: { 200: { description: "The newest 100", schema: approvalListSchema } },
    handler: async ({ principal, params }) => {
      const body = await listApprovals(principal, params.id);
      return body ? { status: 200, body } : notFound("journey");
    },
  }),
  defineEndpoint({
    method: "POST",
    path: "/journeys/{id}/approvals",
    summary: "Ask for approval of the draft as it stands, its mails included; takes the place of an open request",
    tag,
    permission: "edit",
    params: uuidParamsSchema,
    body: approvalAskSchema,
    responses: {
      201: one,
      409: { description: `No approval is needed, somebody was asked for this very draft before, or: ${STALE}` },
    },
    handler: async ({ principal, params, body }) => {
      const asked = await askForApproval(principal, params.id, body);
      if (asked.ok) return approvalAnswer(201, principal.workspaceId, params.id, asked.id);
      switch (asked.reason) {
        case "not_found":
          return notFound("journey");
        case "archived":
          return problem(409, "An archived journey stays archived. Duplicate it instead.");
        case "not_needed":
          return problem(409, "Publishing needs nobody's approval in this workspace.");
        case "waiting":
          return problem(409, "This very draft waits for approval already.");
        case "approved":
          return problem(409, "This very draft is approved already: it can be published.");
        case "stale":
          return problem(409, `The draft was saved meanwhile; its revision is ${asked.revision} now.`, {
            errors: [{ path: "revision", message: `it is ${asked.revision} now` }],
            headers: etagOf(asked.revision),
          });
      }
    },
  }),
  defineEndpoint({
    method: "GET",
    path: "/journeys/{id}/approvals/{approval_id}",
    summary: "One request with the draft as it stood when it was asked for",
    tag,
    permission: "read",
    params: approvalParamsSchema,
    responses: { 200: one },
    handler: ({ principal, params }) => approvalAnswer(200, principal.workspaceId, params.id, params.approval_id),
  }),
  defineEndpoint({
    method: "POST",
    path: "/journeys/{id}/approvals/{approval_id}/decision",
    summary:
      "Approve what a request asks for, or ask for changes with words; never one's own request or draft, and never by an API key",
    tag,
    permission: "publish",
    params: approvalParamsSchema,
    body: approvalDecisionSchema,
    responses: {
      200: one,
      403: { description: "An API key, who has asked, or, to approve, who saved the draft or one of its mails last" },
      409: { description: "It does not wait any more, or the draft is no longer what was asked for" },
    },
    handler: async ({ principal, params, body }) => {
      const decided = await decideApproval(principal, params.id, params.approval_id, body);
      if (decided.ok) return approvalAnswer(200, principal.workspaceId, params.id, params.approval_id);
      switch (decided.reason) {
        case "not_found":
          return notFound("request for approval");
        case "key":
          return problem(403, "An API key approves nothing: somebody who may publish has to look at it.");
        case "own":
          return problem(403, "Nobody approves what they have asked for themselves.");
        case "saved":
          return problem(
            403,
            "You have saved this draft or one of its mails last: somebody else has to approve it. You can ask for changes.",
          );
        case "decided":
          return noLongerWaits(decided.state);
        case "changed":
          return problem(
            409,
            "The draft or one of its mails has changed since this was asked. Approval has to be asked for again.",
            {
              errors: [{ path: "draft", message: "no longer what was asked for", code: "draft_changed" }],
            },
          );
      }
    },
  }),
  defineEndpoint({
    method: "POST",
    path: "/journeys/{id}/approvals/{approval_id}/withdraw",
    summary: "Take one's own request back, before anybody has answered it",
    tag,
    permission: "edit",
    params: approvalParamsSchema,
    responses: {
      200: one,
      403: { description: "Somebody else has asked" },
      409: { description: "It does not wait any more" },
    },
    handler: async ({ principal, params }) => {
      const withdrawn = await withdrawApproval(principal, params.id, params.approval_id);
      if (withdrawn.ok) return approvalAnswer(200, principal.workspaceId, params.id, params.approval_id);
      switch (withdrawn.reason) {
        case "not_found":
          return notFound("request for approval");
        case "not_yours":
          return problem(403, "Only who has asked takes it back.");
        case "decided":
          return noLongerWaits(withdrawn.state);
      }
    },
  }),
];
