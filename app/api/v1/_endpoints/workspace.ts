import * as z from "zod";
import { defineEndpoint } from "@/lib/api/define-endpoint";
import { etagOf, optionalIfMatch, STALE, staleAnswer } from "@/lib/api/if-match";
import { notFound, problem } from "@/lib/api/problem";
import { uuidParamsSchema } from "@/lib/api/schemas/common";
import {
  apiKeyCreatedSchema,
  apiKeyCreateSchema,
  apiKeyListSchema,
  invitationCreatedSchema,
  invitationCreateSchema,
  invitationListSchema,
  memberListSchema,
  memberPatchSchema,
  workspacePatchSchema,
  workspaceSchema,
} from "@/lib/api/schemas/workspace";
import { type ChangedMember, changeRole, removeMember } from "@/lib/commands/change-member";
import { createApiKey } from "@/lib/commands/create-api-key";
import { inviteMember } from "@/lib/commands/invite-member";
import { revokeApiKey } from "@/lib/commands/revoke-api-key";
import { updateWorkspace } from "@/lib/commands/update-workspace";
import { withdrawInvitation } from "@/lib/commands/withdraw-invitation";
import { listApiKeys } from "@/lib/queries/list-api-keys";
import { listInvitations, listMembers } from "@/lib/queries/list-members";
import { readWorkspace } from "@/lib/queries/read-workspace";

const tag = "Workspace";
const memberParams = z.object({ user_id: z.string().min(1).max(100) });
const whole = <Item>(data: Item[]) => ({ status: 200, body: { data, next_cursor: null } });

/** The workspace as it is now, with its revision as ETag. */
async function workspaceAnswer(workspaceId: number) {
  const body = await readWorkspace(workspaceId);
  return { status: 200, body, headers: etagOf(body.revision) };
}

function memberRefused(reason: (ChangedMember & { ok: false })["reason"]) {
  switch (reason) {
    case "not_found":
      return notFound("member");
    case "last_owner":
      return problem(409, "A workspace keeps at least one owner.");
    case "role_not_yours_to_give":
      return problem(403, "Only an owner makes, changes or removes an owner.");
  }
}

export const workspaceEndpoints = [
  defineEndpoint({
    method: "GET",
    path: "/workspace",
    summary: "The workspace, its settings and its clock",
    tag,
    permission: "read",
    responses: { 200: { description: "The workspace", schema: workspaceSchema } },
    handler: ({ principal }) => workspaceAnswer(principal.workspaceId),
  }),
  defineEndpoint({
    method: "PATCH",
    path: "/workspace",
    summary: "Change name, time zone, settings or whether publishing needs an approval",
    tag,
    permission: "manage_workspace",
    body: workspacePatchSchema,
    ifMatch: "optional",
    responses: {
      200: { description: "The workspace", schema: workspaceSchema },
      403: { description: "No API key changes whether publishing needs an approval" },
      409: { description: STALE },
    },
    handler: async ({ principal, body, headers }) => {
      const asked = optionalIfMatch(headers);
      if (!asked.ok) return asked.answer;
      const updated = await updateWorkspace(principal, body, asked.revision);
      if (updated.ok) return workspaceAnswer(principal.workspaceId);
      return updated.reason === "stale"
        ? staleAnswer("workspace", updated.revision)
        : problem(403, "Whether publishing needs an approval is decided by an owner or admin, not by an API key.");
    },
  }),
  defineEndpoint({
    method: "GET",
    path: "/members",
    summary: "List the workspace's members",
    tag,
    permission: "read",
    responses: { 200: { description: "All members", schema: memberListSchema } },
    handler: async ({ principal }) => whole(await listMembers(principal.workspaceId)),
  }),
  defineEndpoint({
    method: "PATCH",
    path: "/members/{user_id}",
    summary: "Give a member another role",
    tag,
    permission: "manage_members",
    params: memberParams,
    body: memberPatchSchema,
    responses: { 204: { description: "Changed" }, 409: { description: "The last owner stays one" } },
    handler: async ({ principal, params, body }) => {
      const changed = await changeRole(principal, params.user_id, body.role);
      return changed.ok ? { status: 204 } : memberRefused(changed.reason);
    },
  }),
  defineEndpoint({
    method: "DELETE",
    path: "/members/{user_id}",
    summary: "Remove a member",
    tag,
    permission: "manage_members",
    params: memberParams,
    responses: { 204: { description: "Removed" }, 409: { description: "The last owner stays" } },
    handler: async ({ principal, params }) => {
      const removed = await removeMember(principal, params.user_id);
      return removed.ok ? { status: 204 } : memberRefused(removed.reason);
    },
  }),
  defineEndpoint({
    method: "GET",
    path: "/invitations",
    summary: "List invitations that can still be accepted",
    tag,
    permission: "manage_members",
    responses: { 200: { description: "Open invitations", schema: invitationListSchema } },
    handler: async ({ principal }) => whole(await listInvitations(principal.workspaceId)),
  }),
  defineEndpoint({
    method: "POST",
    path: "/invitations",
    summary: "Invite somebody by e-mail address; the link is in the answer only",
    tag,
    permission: "manage_members",
    body: invitationCreateSchema,
    answersSecret: true,
    responses: { 201: { description: "The invitation", schema: invitationCreatedSchema } },
    handler: async ({ principal, body }) => {
      const invited = await inviteMember(principal, body);
      if (invited.ok) return { status: 201, body: invited.invitation };
      return invited.reason === "already_member"
        ? problem(409, "Somebody with this address is a member already.")
        : memberRefused(invited.reason);
    },
  }),
  defineEndpoint({
    method: "DELETE",
    path: "/invitations/{id}",
    summary: "Withdraw an invitation",
    tag,
    permission: "manage_members",
    params: uuidParamsSchema,
    responses: { 204: { description: "Withdrawn" } },
    handler: async ({ principal, params }) =>
      (await withdrawInvitation(principal, params.id)) ? { status: 204 } : notFound("invitation"),
  }),
  defineEndpoint({
    method: "GET",
    path: "/api-keys",
    summary: "List working API keys",
    tag,
    permission: "manage_keys",
    responses: { 200: { description: "Keys without their secrets", schema: apiKeyListSchema } },
    handler: async ({ principal }) => whole(await listApiKeys(principal.workspaceId)),
  }),
  defineEndpoint({
    method: "POST",
    path: "/api-keys",
    summary: "Create an API key; its secret is in the answer only",
    tag,
    permission: "manage_keys",
    body: apiKeyCreateSchema,
    answersSecret: true,
    responses: { 201: { description: "The key with its secret", schema: apiKeyCreatedSchema } },
    handler: async ({ principal, body }) => ({ status: 201, body: await createApiKey(principal, body) }),
  }),
  defineEndpoint({
    method: "DELETE",
    path: "/api-keys/{id}",
    summary: "Revoke an API key",
    tag,
    permission: "manage_keys",
    params: uuidParamsSchema,
    responses: { 204: { description: "Revoked" } },
    handler: async ({ principal, params }) =>
      (await revokeApiKey(principal, params.id)) ? { status: 204 } : notFound("API key"),
  }),
];
