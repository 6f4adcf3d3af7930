import * as z from "zod";
import { defineAccountEndpoint } from "@/lib/api/define-endpoint";
import { problem } from "@/lib/api/problem";
import {
  acceptedSchema,
  accountUpdateSchema,
  accountUserSchema,
  invitationAcceptSchema,
  meSchema,
  passwordChangeSchema,
  workspaceCreateSchema,
} from "@/lib/api/schemas/account";
import { acceptInvitation } from "@/lib/auth/accept-invitation";
import { createOwnedWorkspace } from "@/lib/auth/create-owned-workspace";
import { changePassword } from "@/lib/commands/change-password";
import { renameAccount } from "@/lib/commands/rename-account";
import { readMe } from "@/lib/queries/read-me";

const tag = "Account";

const REFUSED = {
  wrong_password: { path: "current_password", message: "This is not your current password." },
  same_password: { path: "new_password", message: "This is your current password. Choose another." },
} as const;

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
    method: "PATCH",
    path: "/me",
    summary: "Change the signed-in person's name",
    tag,
    permission: "account",
    body: accountUpdateSchema,
    responses: { 200: { description: "The person", schema: accountUserSchema } },
    handler: async ({ account, body }) => ({ status: 200, body: await renameAccount(account, body.name) }),
  }),
  defineAccountEndpoint({
    method: "POST",
    path: "/me/password",
    summary: "Change the signed-in person's password and end their other sessions",
    tag,
    permission: "account",
    body: passwordChangeSchema,
    responses: {
      200: {
        description: "Changed; how many other sessions were ended",
        schema: z.object({ ended_sessions: z.number().int() }),
      },
    },
    handler: async ({ account, body }) => {
      const changed = await changePassword(account, body.current_password, body.new_password);
      if (changed.ok) return { status: 200, body: { ended_sessions: changed.endedSessions } };
      return changed.reason === "too_many_attempts"
        ? problem(429, "Too many wrong passwords for this account. Try again later.", {
            headers: { "retry-after": String(changed.waitS) },
          })
        : problem(422, REFUSED[changed.reason].message, { errors: [REFUSED[changed.reason]] });
    },
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
