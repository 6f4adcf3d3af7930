import { defineAccountEndpoint } from "@/lib/api/define-endpoint";
import { problem } from "@/lib/api/problem";
import { acceptedSchema, invitationAcceptSchema, meSchema, workspaceCreateSchema } from "@/lib/api/schemas/account";
import { acceptInvitation } from "@/lib/auth/accept-invitation";
import { createOwnedWorkspace } from "@/lib/auth/create-owned-workspace";
import { readMe } from "@/lib/queries/read-me";

const tag = "Account";

export const accountEndpoints = [
  defineAccountEndpoint({
    method: "GET",
    path: "/me",
    summary: "The signed-in person and their workspaces",
    tag,
    permission: "account",
    responses: { 200: { description: "The account", schema: meSchema } },
    handler: async ({ account }) => ({ status: 200, body: await readMe(account) }),
  }),
  defineAccountEndpoint({
    method: "POST",
    path: "/workspaces",
    summary: "Create a workspace and own it",
    tag,
    permission: "account",
    body: workspaceCreateSchema,
    responses: { 201: { description: "The account with the new workspace", schema: acceptedSchema } },
    handler: async ({ account, body }) => {
      const made = await createOwnedWorkspace({ userId: account.userId, ...body });
      if (!made.ok) return problem(409, "The workspace could not be created.");
      return { status: 201, body: { slug: made.workspace.slug, name: made.workspace.name } };
    },
  }),
  defineAccountEndpoint({
    method: "POST",
    path: "/invitations/accept",
    summary: "Join the workspace an invitation names",
    tag,
    permission: "account",
    body: invitationAcceptSchema,
    responses: { 200: { description: "The joined workspace", schema: acceptedSchema } },
    handler: async ({ account, body }) => {
      const accepted = await acceptInvitation(account, body.token);
      return accepted.ok ? { status: 200, body: accepted.workspace } : problem(409, accepted.reason);
    },
  }),
];
