import { defineEndpoint, type EndpointResponse } from "@/lib/api/define-endpoint";
import { notFound, problem } from "@/lib/api/problem";
import {
  codePoolCreateSchema,
  codePoolListQuerySchema,
  codePoolListSchema,
  codePoolPatchSchema,
  codePoolSchema,
  codesAddedSchema,
  codesAddSchema,
  linkVerifiedSchema,
  linkVerifySchema,
} from "@/lib/api/schemas/code-pool";
import { uuidParamsSchema } from "@/lib/api/schemas/common";
import { appSecret } from "@/lib/auth/app-secret";
import { readPersonToken } from "@/lib/channels/person-token";
import { addCodes } from "@/lib/commands/add-codes";
import { archiveCodePool, type ChangedPool, changeCodePool } from "@/lib/commands/change-code-pool";
import { pool as database } from "@/lib/db/pool";
import { readClock } from "@/lib/db/read-clock";
import { listCodePools } from "@/lib/queries/read-code-pools";
import { page } from "./list-answer";

const tag = "Code pools";
const one = { description: "The pool with how many codes are left", schema: codePoolSchema };

function changed(status: number, result: ChangedPool): EndpointResponse {
  if (result.ok) return { status, body: result.pool };
  if (result.reason === "not_found") return notFound("code pool");
  return problem(409, "There is a pool of this name.", { errors: [{ path: "name", message: "is taken" }] });
}

export const codePoolEndpoints = [
  defineEndpoint({
    method: "GET",
    path: "/code-pools",
    summary: "List pools of discount codes, newest first",
    tag,
    permission: "read",
    query: codePoolListQuerySchema,
    responses: { 200: { description: "A page of pools", schema: codePoolListSchema } },
    handler: async ({ principal, query }) => page(await listCodePools(principal.workspaceId, query)),
  }),
  defineEndpoint({
    method: "POST",
    path: "/code-pools",
    summary: "Make a pool of discount codes; it is empty at first",
    tag,
    permission: "edit",
    body: codePoolCreateSchema,
    responses: { 201: one, 409: { description: "The name is taken" } },
    handler: async ({ principal, body }) => changed(201, await changeCodePool(principal, undefined, body)),
  }),
  defineEndpoint({
    method: "PATCH",
    path: "/code-pools/{id}",
    summary: "Change a pool's name, its fallback code or when it raises an alert",
    tag,
    permission: "edit",
    params: uuidParamsSchema,
    body: codePoolPatchSchema,
    responses: { 200: one, 409: { description: "The name is taken" } },
    handler: async ({ principal, params, body }) => changed(200, await changeCodePool(principal, params.id, body)),
  }),
  defineEndpoint({
    method: "DELETE",
    path: "/code-pools/{id}",
    summary: "Take a pool out of use; mails that name it find it empty",
    tag,
    permission: "edit",
    params: uuidParamsSchema,
    responses: { 204: { description: "Archived" } },
    handler: async ({ principal, params }) =>
      (await archiveCodePool(principal, params.id, new Date())) ? { status: 204 } : notFound("code pool"),
  }),
  defineEndpoint({
    method: "POST",
    path: "/code-pools/{id}/codes",
    summary: "Put codes into a pool: made elsewhere, or generated here",
    tag,
    permission: "edit",
    params: uuidParamsSchema,
    body: codesAddSchema,
    responses: { 200: { description: "How many were new", schema: codesAddedSchema } },
    handler: async ({ principal, params, body }) => {
      const added = await addCodes(principal, params.id, body);
      return added ? { status: 200, body: added } : notFound("code pool");
    },
  }),
  defineEndpoint({
    method: "POST",
    path: "/links/verify",
    summary: "Say whom a signed link was sent to (the `sj` parameter that `signed_link` adds in mails)",
    tag: "Links",
    permission: "read",
    body: linkVerifySchema,
    responses: { 200: { description: "The person, or why not", schema: linkVerifiedSchema } },
    handler: async ({ principal, body }) => {
      const now = await readClock(database(), principal.workspaceId);
      const read = readPersonToken(body.token, principal.workspaceId, now, appSecret());
      const answer = read.ok
        ? {
            valid: true,
            external_id: read.externalId,
            expires_at: new Date(read.expiresAt).toISOString(),
            reason: null,
          }
        : { valid: false, external_id: null, expires_at: null, reason: read.reason };
      return { status: 200, body: answer };
    },
  }),
];
