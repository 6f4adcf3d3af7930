import * as z from "zod";
import { type EmailDocument, emailDocumentSchema } from "@/lib/email/document";
import { jsonObjectSchema } from "@/lib/journey/json";
import { externalIdSchema, listSchema, nameSchema, pageQuerySchema, timeSchema, uuidSchema } from "./common";

/** a mail, or a reusable block: a document whose blocks other mails show by reference */
export const templateKindSchema = z.enum(["email", "block"]);

export const templateSummarySchema = z.object({
  id: uuidSchema,
  kind: templateKindSchema,
  name: z.string(),
  subject: z.string(),
  preheader: z.string(),
  revision: z.number().int(),
  archived: z.boolean(),
  created_at: timeSchema,
  updated_at: timeSchema,
});
export type TemplateSummary = z.output<typeof templateSummarySchema>;

export const templateSchema = templateSummarySchema.extend({ document: emailDocumentSchema });
export type TemplateResource = z.output<typeof templateSchema>;

export const templateListQuerySchema = pageQuerySchema.extend({
  search: z.string().max(200).optional(),
  archived: z.enum(["true", "false"]).optional(),
  /** without it: mails */
  kind: z.enum([...templateKindSchema.options, "any"]).optional(),
});
export type TemplateListQuery = z.output<typeof templateListQuerySchema>;
export const templateListSchema = listSchema(templateSummarySchema);

/** Without a document: the starting one. */
export const templateCreateSchema: z.ZodType<{ name: string; kind?: "email" | "block"; document?: EmailDocument }> =
  z.strictObject({
    name: nameSchema,
    kind: templateKindSchema.optional(),
    document: emailDocumentSchema.optional(),
  });
export type TemplateCreate = z.output<typeof templateCreateSchema>;

export const templatePatchSchema: z.ZodType<{ name?: string; document?: EmailDocument }> = z.strictObject({
  name: nameSchema.optional(),
  document: emailDocumentSchema.optional(),
});
export type TemplatePatch = z.output<typeof templatePatchSchema>;

/** what was published, a point saved by name, or what a restore took the place of */
export const templateVersionSchema = z.object({
  number: z.number().int(),
  name: z.string(),
  kind: z.enum(["published", "saved", "replaced"]),
  created_by: z.string().nullable(),
  created_at: timeSchema,
});
export type TemplateVersionResource = z.output<typeof templateVersionSchema>;
export const templateVersionListSchema = listSchema(templateVersionSchema);
export const templateVersionDetailSchema = templateVersionSchema.extend({ document: emailDocumentSchema });
export type TemplateVersionDetail = z.output<typeof templateVersionDetailSchema>;
export const templateVersionParamsSchema = z.object({
  id: uuidSchema,
  number: z.coerce.number().int().min(1).max(2_147_483_647),
});

export type TemplateVersionCreate = { name: string; kind?: "saved" | "replaced"; document?: EmailDocument };
export const templateVersionCreateSchema: z.ZodType<TemplateVersionCreate> = z.strictObject({
  name: nameSchema,
  kind: z.enum(["saved", "replaced"]).optional(),
  /** without it what is stored now */
  document: emailDocumentSchema.optional(),
});

export const templateUsesSchema = z.object({
  journeys: z.array(
    z.object({
      id: uuidSchema,
      name: z.string(),
      status: z.string(),
      in_draft: z.boolean(),
      /** its live version sends the copy that was published */
      live: z.boolean(),
    }),
  ),
  /** mails that show this reusable block */
  templates: z.array(z.object({ id: uuidSchema, name: z.string() })),
});
export type TemplateUses = z.output<typeof templateUsesSchema>;

const previewAs = {
  /** without one: a sample person */
  external_id: externalIdSchema.optional(),
  /** what `event.*` is; without it the person's latest event that has what the mail asks for */
  event_properties: jsonObjectSchema.optional(),
  /** without external_id: somebody of whom nothing but an address is known, after an event that said nothing */
  empty: z.boolean().optional(),
};
export const templatePreviewSchema = z.strictObject(previewAs);
export type TemplatePreviewInput = z.output<typeof templatePreviewSchema>;
export const documentPreviewSchema = z.strictObject({ document: emailDocumentSchema, ...previewAs });
export const documentCheckSchema = z.strictObject({ document: emailDocumentSchema });

export const emailProblemSchema = z.object({
  code: z.string(),
  severity: z.enum(["error", "warning"]),
  message: z.string(),
  block_id: z.string().optional(),
  field: z.string().optional(),
});

export const previewSchema = z.object({
  subject: z.string(),
  preheader: z.string(),
  html: z.string(),
  /** the HTML with what was empty outlined, to look at; `html` is what is sent */
  outlined: z.string(),
  text: z.string(),
  /** as a journey sends it; what differs from message to message is said in words */
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  /** the mail's language for this person */
  locale: z.string(),
  /** what happens to whom the mail cannot be filled for, when this person is one */
  outcome: z.enum(["sent", "fallback", "skipped"]),
  /** blocks with rules: what this person sees of them and why */
  rules: z.array(
    z.object({
      block_id: z.string(),
      outcome: z.enum(["shown", "hidden", "variant"]),
      /** the form that is shown */
      variant_id: z.string().nullable(),
      because: z.string(),
    }),
  ),
  /** paths that are empty for this person and have no default */
  missing: z.array(z.string()),
  /** every path the mail reads */
  variables: z.array(z.string()),
  /** of the HTML */
  bytes: z.number().int(),
  person: z.object({ external_id: z.string().nullable(), name: z.string(), email: z.string().nullable() }),
  problems: z.array(emailProblemSchema),
});
export type PreviewResource = z.output<typeof previewSchema>;
export const gapsQuerySchema = z.strictObject({
  document: emailDocumentSchema,
  /** of whom; neither: everybody. With both: who is in the segment and inside the journey */
  segment_id: uuidSchema.optional(),
  journey_id: uuidSchema.optional(),
});
export const gapsSchema = z.object({
  /** counted: at most the newest 100,000 of the audience */
  people: z.number().int(),
  /** true: the audience may be larger than what was counted */
  sampled: z.boolean(),
  gaps: z.array(
    z.object({
      path: z.string(),
      /** of `people`; null: it belongs to events, not to people */
      missing: z.number().int().nullable(),
      places: z.array(z.object({ block_id: z.string().optional(), field: z.string() })),
    }),
  ),
});
export type GapsResource = z.output<typeof gapsSchema>;
export const checkSchema = z.object({ problems: z.array(emailProblemSchema) });

export const testSendSchema = z.strictObject({
  /** one address or some */
  to: z.union([z.string().min(3).max(254), z.array(z.string().min(3).max(254)).min(1).max(10)]),
  external_id: externalIdSchema.optional(),
  /** what is in the editor now; without it the saved template */
  document: emailDocumentSchema.optional(),
});
export type TestSendInput = z.output<typeof testSendSchema>;
export const testSentSchema = z.object({
  /** the first of `messages` */
  message_id: uuidSchema,
  to: z.string(),
  subject: z.string(),
  messages: z.array(z.object({ id: uuidSchema, to: z.string() })),
});
export type TestSentResource = z.output<typeof testSentSchema>;

/** a mail that developers wrote in code: to look at and to send, not to edit here */
export const codeTemplateSchema = z.object({
  /** what an email step's template_id names it by */
  id: z.string(),
  name: z.string(),
  description: z.string(),
  subject: z.string(),
  props: z.array(z.object({ name: z.string(), path: z.string(), required: z.boolean() })),
});
export type CodeTemplateResource = z.output<typeof codeTemplateSchema>;
export const codeTemplateListSchema = listSchema(codeTemplateSchema);
export const codeTemplatePreviewSchema = z.strictObject({
  id: z.string().max(64),
  /** prop → data path */
  props: z.record(z.string().max(60), z.string().max(200)).optional(),
  ...previewAs,
});
