import type { PreviewResource } from "@/lib/api/schemas/templates";
import { fetchFacts } from "@/lib/audience/fetch-facts";
import { pool } from "@/lib/db/pool";
import { withWorkspace } from "@/lib/db/with-workspace";
import type { Brand } from "@/lib/email/brand";
import { compiledProblems } from "@/lib/email/check-compiled";
import { checkEmail } from "@/lib/email/check-email";
import { chooseLocale } from "@/lib/email/choose-locale";
import type { CodeTemplate } from "@/lib/email/code-templates/define-code-template";
import { compileCodeTemplate, compileEmail } from "@/lib/email/compile-email";
import type { CompiledEmail } from "@/lib/email/compiled-email";
import type { EmailDocument } from "@/lib/email/document";
import { explainRules } from "@/lib/email/explain-rules";
import { factsNeeded } from "@/lib/email/facts-needed";
import { fillEmail } from "@/lib/email/fill-email";
import { fillLiquid } from "@/lib/email/fill-liquid";
import { mailFor } from "@/lib/email/mail-for";
import { outlineMissing } from "@/lib/email/mark-missing";
import { SAMPLE_CODE } from "@/lib/email/sample-code";
import type { SharedBlocks } from "@/lib/email/shared-blocks";
import { templateContext } from "@/lib/email/template-context";
import { readNames } from "@/lib/queries/read-names";
import { type PreviewAs, type PreviewFacts, readPreviewFacts } from "@/lib/queries/read-preview-facts";
import { readSharedBlocks } from "@/lib/queries/read-shared-blocks";
import { readWorkspaceBrand } from "@/lib/queries/read-workspace-brand";
import { previewHeaders } from "./preview-headers";

export type Preview = { ok: true; preview: PreviewResource } | { ok: false; reason: "no_person" };

/** Where the unsubscribe link of a mail leads that nobody was sent. */
const NOWHERE = "https://example.com/unsubscribe";

/** A document, or a mail in code with where its props come from. */
export type PreviewSource = EmailDocument | { id: string; template: CodeTemplate; paths: Record<string, string> };

/** A document compiled with the workspace's brand and reusable blocks, and the person it is filled for; undefined: no such person. */
export async function prepareOutsideJourney(
  workspaceId: number,
  source: PreviewSource,
  as: PreviewAs,
): Promise<{ compiled: CompiledEmail; found: PreviewFacts; shared: SharedBlocks; brand: Brand } | undefined> {
  const { brand, shared } = await withWorkspace(workspaceId, async (tx) => ({
    brand: await readWorkspaceBrand(tx, workspaceId),
    shared: await readSharedBlocks(tx, workspaceId, "template" in source ? [] : [source]),
  }));
  const compiled =
    "template" in source
      ? await compileCodeTemplate(source.id, source.template, source.paths, brand)
      : await compileEmail(source, brand, shared);
  const found = await readPreviewFacts(workspaceId, as, compiled.variables);
  if (!found) return undefined;
  const requests = factsNeeded(compiled, found.facts, found.now);
  const { id: subscriberId } = found.facts.subscriber;
  const [fetched = new Map()] =
    requests.length > 0
      ? await fetchFacts(pool(), [{ subscriberId, enrollmentId: "0", versionId: 0, requests, now: found.now }])
      : [];
  return { compiled, shared, brand, found: { ...found, facts: { ...found.facts, fetched } } };
}

/** The mail's own language, or the translation that is chosen for the person. */
function localeOf({ locale, locales }: CompiledEmail, source: PreviewSource, wanted: string | null): string {
  const own = "template" in source ? "en" : (source.locale ?? "en");
  return chooseLocale([...Object.keys(locales ?? {}), ...(locale === undefined ? [] : [locale])], wanted) ?? own;
}

async function ruleOutcomes(workspaceId: number, document: EmailDocument, { facts, now }: PreviewFacts) {
  const names = await withWorkspace(workspaceId, (tx) => readNames(tx, workspaceId, { nodes: [], edges: [] }));
  return explainRules(document, facts, now, names);
}

/**
 * A document as one person would get it: the same compiling and filling as a real send, without tracking. A template that fails at run
 * time shows as a problem beside the mail as far as it is known. Writes nothing.
 */
export async function previewTemplate(workspaceId: number, source: PreviewSource, as: PreviewAs): Promise<Preview> {
  const prepared = await prepareOutsideJourney(workspaceId, source, as);
  if (!prepared) return { ok: false, reason: "no_person" };
  const { compiled, found, shared, brand } = prepared;
  const context = templateContext(found.facts, found.now);
  const filled = fillEmail(compiled, context, { unsubscribeUrl: NOWHERE, code: SAMPLE_CODE });
  const { subscriber } = found.facts;
  const shown = fillEmail(compiled, context, { unsubscribeUrl: NOWHERE, code: SAMPLE_CODE }, { marksMissing: true });
  const preheader = fillLiquid(mailFor(compiled, subscriber.locale).preheader, context);
  const failed = filled.ok ? [] : [{ code: "liquid", severity: "error" as const, message: filled.error }];
  const plain =
    filled.ok && filled.fallback !== undefined
      ? [
          {
            code: "fallback_sent",
            severity: "warning" as const,
            message: `The plain version is shown: ${filled.fallback}`,
          },
        ]
      : [];
  const html = filled.ok ? filled.html : "";
  const name = [subscriber.first_name, subscriber.last_name].filter(Boolean).join(" ");
  return {
    ok: true,
    preview: {
      subject: filled.ok ? filled.subject : "",
      preheader: preheader.ok ? preheader.text : "",
      html,
      outlined: shown.ok ? outlineMissing(shown.html) : "",
      headers: previewHeaders(found, subscriber.email ?? "", filled.ok ? filled.subject : ""),
      locale: localeOf(compiled, source, subscriber.locale),
      outcome: filled.ok ? (filled.fallback === undefined ? "sent" : "fallback") : "skipped",
      rules: "template" in source ? [] : await ruleOutcomes(workspaceId, source, found),
      text: filled.ok ? filled.text : "",
      missing: filled.ok ? filled.missing : [],
      variables: compiled.variables,
      bytes: new TextEncoder().encode(html).length,
      person: {
        external_id: found.real ? subscriber.external_id : null,
        name: name || subscriber.email || subscriber.external_id,
        email: subscriber.email,
      },
      problems: [
        ...failed,
        ...plain,
        ...("template" in source ? [] : checkEmail(source, { shared, brand })),
        ...compiledProblems(compiled),
      ],
    },
  };
}
