import { defineEndpoint, type EndpointResponse } from "@/lib/api/define-endpoint";
import { notFound, problem } from "@/lib/api/problem";
import { uuidParamsSchema } from "@/lib/api/schemas/common";
import {
  crmConnectionCreateSchema,
  crmConnectionListSchema,
  crmConnectionPatchSchema,
  crmConnectionSchema,
  crmKindListSchema,
  crmPropertiesSchema,
} from "@/lib/api/schemas/crm-connection";
import { crmKinds } from "@/lib/channels/crm/registry";
import { checkCrmConnection, readCrmProperties } from "@/lib/commands/ask-crm";
import { removeCrmConnection } from "@/lib/commands/remove-crm-connection";
import { changeCrmConnection, connectCrm, type SavedCrm } from "@/lib/commands/save-crm-connection";
import { withWorkspace } from "@/lib/db/with-workspace";
import { findCrmConnection, listCrmConnections } from "@/lib/queries/read-crm-connections";

const tag = "CRM connections";
const one = { description: "The connection, without its credentials", schema: crmConnectionSchema };
const what = "CRM connection";

function saved(status: number, result: SavedCrm): EndpointResponse {
  if (result.ok) return { status, body: result.connection };
  switch (result.reason) {
    case "not_found":
      return notFound(what);
    case "name_taken":
      return problem(409, "There is a connection of this name.", { errors: [{ path: "name", message: "is taken" }] });
    case "invalid": {
      const { path, message } = result;
      return problem(422, "The CRM could not be connected.", { errors: [{ path, message }] });
    }
  }
}

export const crmConnectionEndpoints = [
  defineEndpoint({
    method: "GET",
    path: "/crm-kinds",
    summary: "Which CRMs can be connected, and what is asked for",
    tag,
    permission: "read",
    responses: { 200: { description: "Every kind", schema: crmKindListSchema } },
    handler: async () => {
      const data = crmKinds.map(({ kind, label, help, matchBy, fields }) => ({
        kind,
        label,
        help,
        match_by: matchBy,
        fields,
      }));
      return { status: 200, body: { data, next_cursor: null } };
    },
  }),
  defineEndpoint({
    method: "GET",
    path: "/crm-connections",
    summary: "List connected CRMs, by name",
    tag,
    permission: "read",
    responses: { 200: { description: "All connections, without their credentials", schema: crmConnectionListSchema } },
    handler: async ({ principal }) => ({
      status: 200,
      body: { data: await listCrmConnections(principal.workspaceId), next_cursor: null },
    }),
  }),
  defineEndpoint({
    method: "POST",
    path: "/crm-connections",
    summary: "Connect a CRM; its credentials are tried, kept sealed and never given back",
    tag,
    permission: "manage_workspace",
    body: crmConnectionCreateSchema,
    responses: { 201: one, 409: { description: "The name is taken" } },
    handler: async ({ principal, body }) => saved(201, await connectCrm(principal, body)),
  }),
  defineEndpoint({
    method: "PATCH",
    path: "/crm-connections/{id}",
    summary: "Rename a connection, or replace its credentials as a whole",
    tag,
    permission: "manage_workspace",
    params: uuidParamsSchema,
    body: crmConnectionPatchSchema,
    responses: { 200: one, 409: { description: "The name is taken" } },
    handler: async ({ principal, params, body }) => saved(200, await changeCrmConnection(principal, params.id, body)),
  }),
  defineEndpoint({
    method: "DELETE",
    path: "/crm-connections/{id}",
    summary: "Disconnect a CRM and forget its credentials; steps that use it fail from now on",
    tag,
    permission: "manage_workspace",
    params: uuidParamsSchema,
    responses: { 204: { description: "Removed" } },
    handler: async ({ principal, params }) =>
      (await removeCrmConnection(principal, params.id)) ? { status: 204 } : notFound(what),
  }),
  defineEndpoint({
    method: "POST",
    path: "/crm-connections/{id}/check",
    summary: "Try a connection's credentials now",
    tag,
    permission: "manage_workspace",
    params: uuidParamsSchema,
    responses: { 200: one },
    handler: async ({ principal, params }) => {
      const { workspaceId } = principal;
      const checked = await checkCrmConnection(workspaceId, params.id);
      const body = checked
        ? await withWorkspace(workspaceId, (tx) => findCrmConnection(tx, workspaceId, params.id))
        : undefined;
      return body ? { status: 200, body } : notFound(what);
    },
  }),
  defineEndpoint({
    method: "GET",
    path: "/crm-connections/{id}/properties",
    summary: "The properties that contacts have in the CRM, as it tells them now",
    tag,
    permission: "edit",
    params: uuidParamsSchema,
    responses: { 200: { description: "The properties, or why there are none", schema: crmPropertiesSchema } },
    handler: async ({ principal, params }) => {
      const body = await readCrmProperties(principal.workspaceId, params.id);
      return body ? { status: 200, body } : notFound(what);
    },
  }),
];
