import * as z from "zod";
import { defineAction } from "../define-action";
import type { NodeProblem } from "../define-node";
import { nextPort } from "../next-port";

const schema = z.strictObject({
  template_id: z.string().max(64).optional(),
  subject: z.string().max(998).optional(),
  body: z.string().max(100_000).optional(),
  /** a mail in code: prop → data path, where it is not the template's own */
  props: z.record(z.string().max(60), z.string().max(200)).optional(),
  /** kept for files that have it: nothing reads it until people can leave one topic alone */
  topic: z.string().trim().max(100).optional(),
});
export type EmailConfig = z.output<typeof schema>;

export const email = defineAction<EmailConfig>({
  type: "email",
  category: "message",
  label: "Send email",
  description: "Sends one email, personalised for whoever arrives here, and goes straight on.",
  keywords: [
    "mail",
    "message",
    "newsletter",
    "send",
    "template",
    "campaign",
    "discount",
    "coupon",
    "offer",
    "reminder",
  ],
  icon: "mail",
  schema,
  defaults: {},
  fields: [
    { kind: "email", name: "template_id", label: "Email", help: "Choose a template, or write a short mail below." },
    { kind: "text", name: "subject", label: "Subject", placeholder: "Welcome, {{ first_name }}", liquid: true },
    {
      kind: "text",
      name: "body",
      label: "Text",
      help: "Used when no template is chosen. Links and {{ variables }} work.",
      liquid: true,
      multiline: true,
    },
  ],
  ports: () => nextPort,
  summary: ({ template_id, subject }, names) => {
    const name = template_id ? names.template(template_id) : subject;
    return name ? `Send “${name}”` : "Choose or write an email";
  },
  check: contentProblems,
  references: ({ template_id }) => ({ templates: template_id ? [template_id] : [] }),
  step: () => ({ kind: "leave", port: "next", effects: [{ kind: "send_email" }] }),
});

function contentProblems({ template_id, subject, body }: EmailConfig): NodeProblem[] {
  if (template_id) return [];
  const problem = (message: string, field: string) => [
    { code: "missing_setting", severity: "error" as const, message, field },
  ];
  if (!subject?.trim() && !body?.trim()) return problem("Choose a template or write the email.", "template_id");
  if (!subject?.trim()) return problem("Write a subject.", "subject");
  return body?.trim() ? [] : problem("Write the text of the email.", "body");
}
