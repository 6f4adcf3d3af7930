import * as z from "zod";
import { roles, scopes } from "@/lib/auth/permissions";
import { parseMailbox } from "@/lib/channels/address";
import { themeSchema } from "@/lib/email/brand";
import { workspaceModeSchema } from "./account";
import { listSchema, nameSchema, timeSchema, uuidSchema } from "./common";
import { zoneSchema } from "./zone";

const HEX_COLOUR = /^#[0-9a-fA-F]{6}$/;

/** What mails look like and say about their sender; lib/email uses it as the brand of every template. */
export const brandSchema = z.object({
  company_name: z.string().max(200).default(""),
  postal_address: z.string().max(500).default(""),
  logo_url: z.union([z.literal(""), z.url({ protocol: /^https?$/ }).max(2_000)]).default(""),
  primary_color: z.string().regex(HEX_COLOUR, "a colour such as #1d4ed8").default("#1d4ed8"),
  /** the looks beside the main colour; each mail can still differ */
  theme: themeSchema.omit({ accent: true }).prefault({}),
});

/** workspaces.settings. Every field has a default, so that `{}` is a valid value. */
export const workspaceSettingsSchema = z.object({
  /** "Name <address>" or an address; empty: MAIL_FROM of the installation */
  mail_from: z.string().max(320).default(""),
  reply_to: z.union([z.literal(""), z.email().max(254)]).default(""),
  /** at most so many mails are handed to the provider in any second, by all workers together; null: as fast as it takes them */
  mails_per_second: z.number().int().min(1).max(10_000).nullable().default(null),
  brand: brandSchema.prefault({}),
  tracking: z.object({ opens: z.boolean().default(true), clicks: z.boolean().default(true) }).prefault({}),
});
export type WorkspaceSettings = z.output<typeof workspaceSettingsSchema>;

export const workspaceSchema = z.object({
  slug: z.string(),
  name: z.string(),
  mode: workspaceModeSchema,
  timezone: z.string(),
  settings: workspaceSettingsSchema,
  /** nobody publishes what somebody else has not approved */
  publish_needs_approval: z.boolean(),
  /** raised by every change of name, time zone, settings or that rule */
  revision: z.number().int(),
  /** the workspace's clock */
  now: timeSchema,
  /** the sample shop being prepared in the background: its share from 0 to 1; null when there is none or it is ready */
  sample_progress: z.number().min(0).max(1).nullable(),
  created_at: timeSchema,
});
export type WorkspaceResource = z.output<typeof workspaceSchema>;

export const workspacePatchSchema = z.object({
  name: nameSchema.optional(),
  timezone: zoneSchema.optional(),
  settings: workspaceSettingsSchema
    .refine(({ mail_from }) => mail_from === "" || parseMailbox(mail_from) !== undefined, {
      path: ["mail_from"],
      message: "an address, or “Name <address>”",
    })
    .optional(),
  /** beside the settings, which are replaced as a whole: who does not know of it leaves it as it is. No API key may change it */
  publish_needs_approval: z.boolean().optional(),
});
export type WorkspacePatch = z.output<typeof workspacePatchSchema>;

export const memberSchema = z.object({
  user_id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  joined_at: timeSchema,
});
export type MemberResource = z.output<typeof memberSchema>;
export const memberListSchema = listSchema(memberSchema);
export const memberPatchSchema = z.object({ role: z.enum(roles) });

export const invitationSchema = z.object({
  id: uuidSchema,
  email: z.string(),
  role: z.enum(roles),
  created_at: timeSchema,
  expires_at: timeSchema,
});
export type InvitationResource = z.output<typeof invitationSchema>;
export const invitationListSchema = listSchema(invitationSchema);
export const invitationCreateSchema = z.object({ email: z.email().max(254), role: z.enum(roles) });
/** The link is shown once; the database keeps a hash of its token. */
export const invitationCreatedSchema = invitationSchema.extend({ token: z.string(), url: z.string() });
export type InvitationCreated = z.output<typeof invitationCreatedSchema>;

export const apiKeySchema = z.object({
  id: uuidSchema,
  name: z.string(),
  prefix: z.string(),
  scope: z.enum(scopes),
  created_at: timeSchema,
  last_used_at: timeSchema.nullable(),
});
export type ApiKeyResource = z.output<typeof apiKeySchema>;
export const apiKeyListSchema = listSchema(apiKeySchema);
export const apiKeyCreateSchema = z.object({ name: nameSchema, scope: z.enum(scopes) });
/** The secret is shown once. */
export const apiKeyCreatedSchema = apiKeySchema.extend({ secret: z.string() });
export type ApiKeyCreated = z.output<typeof apiKeyCreatedSchema>;
