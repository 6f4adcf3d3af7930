import * as z from "zod";
import { readBrand } from "./read-brand";

const hexColour = z
  .string()
  .regex(/^#[0-9a-fA-F]{6}$/, "a colour such as #2f5bea")
  .transform((value) => value.toLowerCase());

/** What a mail may look like besides its words. A document's `theme` overrides the workspace's. */
export const themeSchema = z.strictObject({
  accent: hexColour.optional(),
  page: hexColour.optional(),
  card: hexColour.optional(),
  text: hexColour.optional(),
  font: z.enum(["sans", "serif", "rounded", "mono"]).optional(),
  /** corner radius of the card and buttons, px */
  radius: z.number().int().min(0).max(32).optional(),
});
export type Theme = z.output<typeof themeSchema>;

/** Everything compileEmail needs to know about the sender. Part of what is frozen at publish. */
export const brandSchema = z.object({
  name: z.string(),
  /** http(s); "" for none: the name is written instead */
  logo_url: z.string(),
  /** lines; "" for none */
  postal_address: z.string(),
  theme: themeSchema,
});
export type Brand = z.output<typeof brandSchema>;

/** The part of `settings.brand` that mails use, each field read on its own: one bad value does not cost the others. */
const storedBrandSchema = z.object({
  company_name: z.string().max(200).catch(""),
  logo_url: z.string().max(2_000).catch(""),
  postal_address: z.string().max(500).catch(""),
  primary_color: hexColour.optional().catch(undefined),
  theme: themeSchema.catch({}).default({}),
});

/** The brand of a workspace row. Never fails: a mail with the default looks is better than none. */
export function brandOf(workspace: { name: string; settings: unknown }): Brand {
  const settings = workspace.settings;
  const stored = typeof settings === "object" && settings !== null && "brand" in settings ? settings.brand : {};
  const parsed = storedBrandSchema.safeParse(stored ?? {});
  return readBrand(workspace.name, parsed.success ? parsed.data : undefined);
}
