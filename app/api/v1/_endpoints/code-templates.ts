import { defineEndpoint } from "@/lib/api/define-endpoint";
import { notFound, problem } from "@/lib/api/problem";
import {
  type CodeTemplateResource,
  codeTemplateListSchema,
  codeTemplatePreviewSchema,
  previewSchema,
} from "@/lib/api/schemas/templates";
import { previewTemplate } from "@/lib/commands/preview-template";
import type { CodeTemplate } from "@/lib/email/code-templates/define-code-template";
import { codeTemplateOf, codeTemplates } from "@/lib/email/code-templates/registry";

const tag = "Templates";

function present({ id, template }: { id: string; template: CodeTemplate }): CodeTemplateResource {
  const { name, description, subject, props, paths } = template;
  return {
    id,
    name,
    description,
    subject,
    props: Object.entries(props.shape).map(([prop, schema]) => ({
      name: prop,
      path: paths[prop] ?? "",
      required: !schema.safeParse(undefined).success,
    })),
  };
}

export const codeTemplateEndpoints = [
  defineEndpoint({
    method: "GET",
    path: "/code-templates",
    summary: "List the mails that developers wrote in code; an email step names one by its id as template_id",
    tag,
    permission: "read",
    responses: { 200: { description: "All of them", schema: codeTemplateListSchema } },
    handler: async () => ({ status: 200, body: { data: codeTemplates.map(present), next_cursor: null } }),
  }),
  defineEndpoint({
    method: "POST",
    path: "/code-templates/preview",
    summary: "Fill a mail in code as a subscriber would get it; writes nothing",
    tag,
    permission: "read",
    body: codeTemplatePreviewSchema,
    responses: { 200: { description: "The mail", schema: previewSchema } },
    handler: async ({ principal, body: { id, props = {}, external_id, event_properties } }) => {
      const template = codeTemplateOf(id);
      if (!template) return notFound("template in code");
      const made = await previewTemplate(
        principal.workspaceId,
        { id, template, paths: props },
        {
          ...(external_id === undefined ? {} : { externalId: external_id }),
          ...(event_properties === undefined ? {} : { eventProperties: event_properties }),
        },
      );
      if (made.ok) return { status: 200, body: made.preview };
      return problem(422, "There is no such subscriber.", {
        errors: [{ path: "external_id", message: "unknown subscriber" }],
      });
    },
  }),
];
