import { defineEndpoint, type EndpointResponse } from "@/lib/api/define-endpoint";
import { etagOf, requiredIfMatch, STALE, staleAnswer } from "@/lib/api/if-match";
import { badCursor, notFound, problem } from "@/lib/api/problem";
import { uuidParamsSchema } from "@/lib/api/schemas/common";
import {
  checkSchema,
  documentCheckSchema,
  documentPreviewSchema,
  gapsQuerySchema,
  gapsSchema,
  previewSchema,
  type TemplatePreviewInput,
  templateCreateSchema,
  templateListQuerySchema,
  templateListSchema,
  templatePatchSchema,
  templatePreviewSchema,
  templateSchema,
  testSendSchema,
  testSentSchema,
} from "@/lib/api/schemas/templates";
import { archiveTemplate } from "@/lib/commands/archive-template";
import { checkDocument } from "@/lib/commands/check-document";
import { createTemplate } from "@/lib/commands/create-template";
import { duplicateTemplate } from "@/lib/commands/duplicate-template";
import { previewTemplate } from "@/lib/commands/preview-template";
import { saveTemplate } from "@/lib/commands/save-template";
import { testSendTemplate } from "@/lib/commands/test-send-template";
import type { EmailDocument } from "@/lib/email/document";
import { countMissing } from "@/lib/queries/count-missing";
import { listTemplates } from "@/lib/queries/list-templates";
import { readKnownPaths } from "@/lib/queries/read-known-paths";
import { readTemplate } from "@/lib/queries/read-template";

const tag = "Templates";
const one = { description: "The template", schema: templateSchema };

/** The template as it is now, with its revision as ETag. */
async function templateAnswer(status: number, workspaceId: number, id: string): Promise<EndpointResponse> {
  const body = await readTemplate(workspaceId, id);
  return body ? { status, body, headers: etagOf(body.revision) } : notFound("template");
}

const personOf = ({ external_id, event_properties, empty }: TemplatePreviewInput) => ({
  ...(empty === undefined ? {} : { empty }),
  ...(external_id === undefined ? {} : { externalId: external_id }),
  ...(event_properties === undefined ? {} : { eventProperties: event_properties }),
});

const noPerson = () =>
  problem(422, "There is no such subscriber.", { errors: [{ path: "external_id", message: "unknown subscriber" }] });

async function previewAnswer(workspaceId: number, document: EmailDocument, as: TemplatePreviewInput) {
  const made = await previewTemplate(workspaceId, document, personOf(as));
  return made.ok ? { status: 200, body: made.preview } : noPerson();
}

const testSent = (messages: { id: string; to: string }[], subject: string) => {
  const [first] = messages;
  return { message_id: first?.id, to: first?.to, subject, messages };
};

export const templateEndpoints = [
  defineEndpoint({
    method: "GET",
    path: "/templates",
    summary: "List email templates, newest first",
    tag,
    permission: "read",
    query: templateListQuerySchema,
    responses: { 200: { description: "A page of templates", schema: templateListSchema } },
    handler: async ({ principal, query }) => {
      const body = await listTemplates(principal.workspaceId, query);
      return body ? { status: 200, body } : badCursor();
    },
  }),
  defineEndpoint({
    method: "POST",
    path: "/templates",
    summary: "Create a template; without a document it starts with a simple mail",
    tag,
    permission: "edit",
    body: templateCreateSchema,
    responses: { 201: one },
    handler: async ({ principal, body }) =>
      templateAnswer(201, principal.workspaceId, await createTemplate(principal, body)),
  }),
  defineEndpoint({
    method: "GET",
    path: "/templates/{id}",
    summary: "Read a template with its document",
    tag,
    permission: "read",
    params: uuidParamsSchema,
    responses: { 200: one },
    handler: ({ principal, params }) => templateAnswer(200, principal.workspaceId, params.id),
  }),
  defineEndpoint({
    method: "PATCH",
    path: "/templates/{id}",
    summary: "Save a template; needs If-Match with the revision it is based on",
    tag,
    permission: "edit",
    params: uuidParamsSchema,
    body: templatePatchSchema,
    ifMatch: "required",
    responses: {
      200: one,
      409: { description: STALE },
      428: { description: "If-Match is missing" },
    },
    handler: async ({ principal, params, body, headers }) => {
      const asked = requiredIfMatch(headers);
      if (!asked.ok) return asked.answer;
      const saved = await saveTemplate(principal, params.id, asked.revision, body);
      if (saved.ok) return templateAnswer(200, principal.workspaceId, params.id);
      return saved.reason === "not_found" ? notFound("template") : staleAnswer("template", saved.revision);
    },
  }),
  defineEndpoint({
    method: "DELETE",
    path: "/templates/{id}",
    summary: "Archive a template; live journeys keep their copy",
    tag,
    permission: "edit",
    params: uuidParamsSchema,
    responses: { 204: { description: "Archived" } },
    handler: async ({ principal, params }) =>
      (await archiveTemplate(principal, params.id, true, new Date())) ? { status: 204 } : notFound("template"),
  }),
  defineEndpoint({
    method: "POST",
    path: "/templates/{id}/restore",
    summary: "Bring an archived template back",
    tag,
    permission: "edit",
    params: uuidParamsSchema,
    responses: { 200: one },
    handler: async ({ principal, params }) =>
      (await archiveTemplate(principal, params.id, false, new Date()))
        ? templateAnswer(200, principal.workspaceId, params.id)
        : notFound("template"),
  }),
  defineEndpoint({
    method: "POST",
    path: "/templates/{id}/duplicate",
    summary: "Copy a template",
    tag,
    permission: "edit",
    params: uuidParamsSchema,
    responses: { 201: { ...one, description: "The copy" } },
    handler: async ({ principal, params }) => {
      const id = await duplicateTemplate(principal, params.id);
      return id === undefined ? notFound("template") : templateAnswer(201, principal.workspaceId, id);
    },
  }),
  defineEndpoint({
    method: "POST",
    path: "/templates/{id}/preview",
    summary: "Fill a template as a subscriber would get it; writes nothing",
    tag,
    permission: "read",
    params: uuidParamsSchema,
    body: templatePreviewSchema.default({}),
    responses: { 200: { description: "The mail", schema: previewSchema } },
    handler: async ({ principal, params, body }) => {
      const template = await readTemplate(principal.workspaceId, params.id);
      return template ? previewAnswer(principal.workspaceId, template.document, body) : notFound("template");
    },
  }),
  defineEndpoint({
    method: "POST",
    path: "/templates/preview",
    summary: "Fill a document that need not be saved; writes nothing",
    tag,
    permission: "read",
    body: documentPreviewSchema,
    responses: { 200: { description: "The mail", schema: previewSchema } },
    handler: ({ principal, body: { document, ...as } }) => previewAnswer(principal.workspaceId, document, as),
  }),
  defineEndpoint({
    method: "POST",
    path: "/templates/gaps",
    summary: "Count for how many people of an audience each variable without a fallback is empty",
    tag,
    permission: "read",
    body: gapsQuerySchema,
    responses: {
      200: { description: "The variables in reading order, with the places that write them", schema: gapsSchema },
      503: { description: "The audience could not be counted within four seconds" },
    },
    handler: async ({ principal, body: { document, segment_id, journey_id } }) => {
      const counted = await countMissing(principal.workspaceId, document, {
        segmentId: segment_id,
        journeyId: journey_id,
      });
      return counted === "too_slow"
        ? problem(503, "The audience could not be counted within four seconds.")
        : { status: 200, body: counted };
    },
  }),
  defineEndpoint({
    method: "POST",
    path: "/templates/check",
    summary: "Say what stands between a document and its sending",
    tag,
    permission: "read",
    body: documentCheckSchema,
    responses: { 200: { description: "Problems in reading order", schema: checkSchema } },
    handler: async ({ principal, body }) => ({
      status: 200,
      body: {
        problems: await checkDocument(
          principal.workspaceId,
          body.document,
          await readKnownPaths(principal.workspaceId),
        ),
      },
    }),
  }),
  defineEndpoint({
    method: "POST",
    path: "/templates/{id}/test-send",
    summary: "Send a real mail to some addresses, marked as a test; no journey counts it",
    tag,
    permission: "edit",
    params: uuidParamsSchema,
    body: testSendSchema,
    responses: {
      202: { description: "Handed to delivery", schema: testSentSchema },
      429: { description: "More than twenty tests within a minute" },
    },
    handler: async ({ principal, params, body: { to, document, ...as } }) => {
      const template = await readTemplate(principal.workspaceId, params.id);
      if (!template) return notFound("template");
      const addresses = typeof to === "string" ? [to] : to;
      const sent = await testSendTemplate(
        principal.workspaceId,
        document ?? template.document,
        addresses,
        personOf(as),
      );
      if (sent.ok) return { status: 202, body: testSent(sent.messages, sent.subject) };
      if (sent.reason === "too_many")
        return problem(429, "Too many tests within a minute.", { headers: { "retry-after": "60" } });
      if (sent.reason === "no_person") return noPerson();
      if (sent.reason === "bad_address")
        return problem(422, "Mail cannot go to this address.", { errors: [{ path: "to", message: sent.detail }] });
      return problem(422, `The mail cannot be filled: ${sent.detail}`, {
        errors: [{ path: "document", message: sent.detail }],
      });
    },
  }),
];
