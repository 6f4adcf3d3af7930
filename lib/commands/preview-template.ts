import type { PreviewResource } from "@/lib/api/schemas/templates";
import { withWorkspace } from "@/lib/db/with-workspace";
import { type Brand, brandOf } from "@/lib/email/brand";
import { checkEmail, sizeProblems } from "@/lib/email/check-email";
import { compileEmail } from "@/lib/email/compile-email";
import type { EmailDocument } from "@/lib/email/document";
import { fillEmail } from "@/lib/email/fill-email";
import { fillLiquid } from "@/lib/email/fill-liquid";
import { templateContext } from "@/lib/email/template-context";
import { type PreviewAs, readPreviewFacts } from "@/lib/queries/read-preview-facts";

export type Preview = { ok: true; preview: PreviewResource } | { ok: false; reason: "no_person" };

/** Where the unsubscribe link of a mail leads that nobody was sent. */
const NOWHERE = "https://example.com/unsubscribe";

export async function workspaceBrand(workspaceId: number): Promise<Brand> {
  const workspace = await withWorkspace(workspaceId, (tx) =>
    tx.workspace.findUniqueOrThrow({ where: { id: workspaceId }, select: { name: true, settings: true } }),
  );
  return brandOf(workspace);
}

/**
 * A document as one person would get it: the same compiling and filling as a real send, without tracking. A template that fails at run
 * time shows as a problem beside the mail as far as it is known. Writes nothing.
 */
export async function previewTemplate(workspaceId: number, document: EmailDocument, as: PreviewAs): Promise<Preview> {
  const compiled = await compileEmail(document, await workspaceBrand(workspaceId));
  const found = await readPreviewFacts(workspaceId, as, compiled.variables);
  if (!found) return { ok: false, reason: "no_person" };
  const context = templateContext(found.facts, found.now);
  const filled = fillEmail(compiled, context, { unsubscribeUrl: NOWHERE });
  const { subscriber } = found.facts;
  const preheader = fillLiquid(compiled.preheader, context);
  const failed = filled.ok ? [] : [{ code: "liquid", severity: "error" as const, message: filled.error }];
  const html = filled.ok ? filled.html : "";
  const name = [subscriber.first_name, subscriber.last_name].filter(Boolean).join(" ");
  return {
    ok: true,
    preview: {
      subject: filled.ok ? filled.subject : "",
      preheader: preheader.ok ? preheader.text : "",
      html,
      text: filled.ok ? filled.text : "",
      missing: filled.ok ? filled.missing : [],
      variables: compiled.variables,
      bytes: new TextEncoder().encode(html).length,
      person: {
        external_id: found.real ? subscriber.external_id : null,
        name: name || subscriber.email || subscriber.external_id,
        email: subscriber.email,
      },
      problems: [...failed, ...checkEmail(document), ...sizeProblems(html)],
    },
  };
}
