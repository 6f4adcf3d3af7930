import { defineEndpoint } from "@/lib/api/define-endpoint";
import { notFound } from "@/lib/api/problem";
import { uuidParamsSchema } from "@/lib/api/schemas/common";
import {
  templateUsesSchema,
  templateVersionCreateSchema,
  templateVersionDetailSchema,
  templateVersionListSchema,
  templateVersionParamsSchema,
} from "@/lib/api/schemas/templates";
import { saveTemplateVersion } from "@/lib/commands/save-template-version";
import { withWorkspace } from "@/lib/db/with-workspace";
import { readTemplateUses } from "@/lib/queries/read-template-uses";
import { findTemplateVersion, listTemplateVersions } from "@/lib/queries/read-template-versions";

const tag = "Templates";

export const templateHistoryEndpoints = [
  defineEndpoint({
    method: "GET",
    path: "/templates/{id}/versions",
    summary: "List what a template was at each publish and at each saved point, newest first",
    tag,
    permission: "read",
    params: uuidParamsSchema,
    responses: { 200: { description: "Versions without their documents", schema: templateVersionListSchema } },
    handler: async ({ principal, params }) => {
      const data = await listTemplateVersions(principal.workspaceId, params.id);
      return data ? { status: 200, body: { data, next_cursor: null } } : notFound("template");
    },
  }),
  defineEndpoint({
    method: "POST",
    path: "/templates/{id}/versions",
    summary: "Keep a template as it is now under a name",
    tag,
    permission: "edit",
    params: uuidParamsSchema,
    body: templateVersionCreateSchema,
    responses: { 201: { description: "The version", schema: templateVersionDetailSchema } },
    handler: async ({ principal, params, body }) => {
      const saved = await saveTemplateVersion(principal, params.id, body);
      return saved ? { status: 201, body: saved } : notFound("template");
    },
  }),
  defineEndpoint({
    method: "GET",
    path: "/templates/{id}/versions/{number}",
    summary: "Read a version with its document; to restore it, PATCH the template with that document",
    tag,
    permission: "read",
    params: templateVersionParamsSchema,
    responses: { 200: { description: "The version", schema: templateVersionDetailSchema } },
    handler: async ({ principal: { workspaceId }, params }) => {
      const found = await withWorkspace(workspaceId, (tx) =>
        findTemplateVersion(tx, workspaceId, params.id, params.number),
      );
      return found ? { status: 200, body: found } : notFound("version");
    },
  }),
  defineEndpoint({
    method: "GET",
    path: "/templates/{id}/uses",
    summary: "Say which journeys send a template, and which mails show a reusable block",
    tag,
    permission: "read",
    params: uuidParamsSchema,
    responses: { 200: { description: "Where it is used", schema: templateUsesSchema } },
    handler: async ({ principal, params }) => {
      const uses = await readTemplateUses(principal.workspaceId, params.id);
      return uses ? { status: 200, body: uses } : notFound("template");
    },
  }),
];
