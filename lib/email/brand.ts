import * as z from "zod";

const hexColour = z
  .string()
  .regex(/^#[0-9a-fA-F]{6}$/, "a colour such as #2f5bea")
  .transform((value) => value.toLowerCase());

/** Font stacks by name: free text would reach the style sheet of every mail. */
export const fontStacks = {
  sans: "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif",
  serif: "Georgia, Cambria, 'Times New Roman', Times, serif",
  rounded: "ui-rounded, 'SF Pro Rounded', 'Hiragino Maru Gothic ProN', Quicksand, Verdana, sans-serif",
  mono: "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace",
} as const;

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

/** `settings.brand` of a workspace. */
export const brandSettingsSchema = z.strictObject({
  theme: themeSchema.optional(),
  logo_url: z.string().max(2_000).optional(),
  /** px */
  logo_width: z.number().int().min(16).max(400).optional(),
  from_name: z.string().max(200).optional(),
  from_email: z.string().max(254).optional(),
  reply_to: z.string().max(254).optional(),
  postal_address: z.string().max(500).optional(),
});
export type BrandSettings = z.output<typeof brandSettingsSchema>;

/** Everything compileEmail needs to know about the sender. Part of what is frozen at publish. */
export type Brand = BrandSettings & { name: string };

/**
 * The brand of a workspace row: `settings.brand` where it is there and sound, else nothing but the name. Never fails: a mail with
 * the default looks is better than none.
 */
export function brandOf(workspace: { name: string; settings: unknown }): Brand {
  const settings = workspace.settings;
  const raw = typeof settings === "object" && settings !== null && "brand" in settings ? settings.brand : {};
  const parsed = brandSettingsSchema.safeParse(raw);
  return { ...(parsed.success ? parsed.data : {}), name: workspace.name };
}
