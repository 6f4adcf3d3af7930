import * as z from "zod";

/**
 * A mail rendered by react-email once, with Liquid where it differs from person to person. Frozen in
 * journey_versions.emails; JSON, so that it survives any change of our code that keeps the Liquid tags below.
 * Beside the language of lib/email/liquid it uses `{% href %}…{% endhref %}`, `{% src %}…{% endsrc %}` (a URL that is checked, and for
 * href tracked) and `{% open_pixel %}`.
 */
export const compiledEmailSchema = z.object({
  subject: z.string(),
  preheader: z.string(),
  html: z.string(),
  text: z.string(),
  /** dotted paths the mail reads */
  variables: z.array(z.string()),
});
export type CompiledEmail = z.output<typeof compiledEmailSchema>;
