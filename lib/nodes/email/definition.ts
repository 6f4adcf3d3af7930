import * as z from "zod";
import { describeDuration } from "@/lib/journey/describe-duration";
import { approximateDurationMs, durationSchema, parseDuration } from "@/lib/journey/duration";
import { defineAction } from "../define-action";
import type { NodeProblem } from "../define-node";
import { nextPort } from "../next-port";

/** Less than a mail may take to its turn when nothing is wrong. */
const TTL_MS_MIN = 60_000;

const schema = z.strictObject({
  template_id: z.string().max(64).optional(),
  subject: z.string().max(998).optional(),
  body: z.string().max(100_000).optional(),
  /** a mail in code: prop → data path, where it is not the template's own */
  props: z.record(z.string().max(60), z.string().max(200)).optional(),
  /** not handed over for the first time later than this after it was to go out; absent: however late */
  ttl: durationSchema.optional(),
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
    {
      kind: "duration",
      name: "ttl",
      label: "Keep for",
      help: "Not sent when it would be later than this, as after an outage. Not set: it is sent however late.",
      group: "Delivery",
    },
  ],
  ports: () => nextPort,
  summary: ({ template_id, subject, ttl }, names) => {
    const name = template_id ? names.template(template_id) : subject;
    if (!name) return "Choose or write an email";
    return `Send “${name}”${ttl === undefined ? "" : `, at most ${describeDuration(ttl)} late`}`;
  },
  check: (config) => [...contentProblems(config), ...ttlProblems(config.ttl)],
  references: ({ template_id }) => ({ templates: template_id ? [template_id] : [] }),
  step: ({ node: { config } }) => ({
    kind: "leave",
    port: "next",
    effects: [{ kind: "send_email", ...(config.ttl === undefined ? {} : { ttl: config.ttl }) }],
  }),
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

function ttlProblems(ttl: string | undefined): NodeProblem[] {
  const parts = ttl === undefined ? undefined : parseDuration(ttl);
  if (!parts || approximateDurationMs(parts) >= TTL_MS_MIN) return [];
  return [
    { code: "ttl_too_short", severity: "error", message: "Keep the email for a minute or longer.", field: "ttl" },
  ];
}
