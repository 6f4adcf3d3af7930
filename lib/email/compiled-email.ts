import * as z from "zod";
import { conditionSchema } from "@/lib/journey/condition";
import { incentiveSchema } from "./incentive";

const mail = {
  subject: z.string(),
  preheader: z.string(),
  html: z.string(),
  text: z.string(),
  /** dotted paths the mail reads */
  variables: z.array(z.string()),
  /** the rules that `{% show n %}` names by number; mails compiled before there were rules have none */
  conditions: z.array(conditionSchema).optional(),
};

const oneMailSchema = z.object(mail);
/** One language of a compiled mail. */
export type CompiledMail = z.output<typeof oneMailSchema>;

/**
 * A mail rendered by react-email once, with Liquid where it differs from person to person. Frozen in
 * journey_versions.emails; JSON, so that it survives any change of our code that keeps the Liquid tags below.
 * Beside the language of lib/email/liquid it uses `{% href %}…{% endhref %}`, `{% src %}…{% endsrc %}` (a URL that is checked, and for
 * href tracked), `{% open_pixel %}`, `{% show n %}…{% or n %}…{% endshow %}` (rules), `{% each "path" n %}…{% none %}…{% endeach %}` (lists)
 * and `{% some "path" n "key" %}…{% endsome %}` (where one of a list's items has something).
 */
export const compiledEmailSchema = oneMailSchema.extend({
  /** other languages; who has none of them gets the mail's own */
  locales: z.record(z.string(), oneMailSchema).optional(),
  /** the mail's own language, where its author said it and there are others */
  locale: z.string().optional(),
  incentive: incentiveSchema.optional(),
  /** a mail in code: its template and where its props come from */
  code: z.object({ id: z.string(), paths: z.record(z.string(), z.string()) }).optional(),
  /** what goes out to whom the mail cannot be filled for; without it they get nothing */
  fallback: oneMailSchema.optional(),
  /** a variable that is empty and has no fallback word is a failure */
  fail_when_empty: z.boolean().optional(),
});
export type CompiledEmail = z.output<typeof compiledEmailSchema>;
