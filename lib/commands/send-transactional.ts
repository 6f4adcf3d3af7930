import { randomUUID } from "node:crypto";
import { uuidSchema } from "@/lib/api/schemas/common";
import type { SendRequest } from "@/lib/api/schemas/send";
import { checkAddress } from "@/lib/channels/address";
import { compiledProblems } from "@/lib/email/check-compiled";
import { checkEmail, type EmailProblem } from "@/lib/email/check-email";
import { codeTemplateOf } from "@/lib/email/code-templates/registry";
import { fillEmail } from "@/lib/email/fill-email";
import { documentFromShortForm } from "@/lib/email/short-form";
import { templateContext } from "@/lib/email/template-context";
import { readTemplate } from "@/lib/queries/read-template";
import { deliverEnvironment } from "./deliver-environment";
import { messageLinks } from "./message-links";
import { type PreviewSource, prepareOutsideJourney } from "./preview-template";
import { queueWritten, writtenFrom } from "./queue-written";

export type SentTransactional =
  | { ok: true; id: string; to: string; subject: string }
  /** `field` of the request that is to blame */
  | { ok: false; field: "external_id" | "to" | "template_id" | "subject" | "body"; message: string };

const UNKNOWN_PERSON = "unknown subscriber";

const refused = (field: (SentTransactional & { ok: false })["field"], message: string): SentTransactional => ({
  ok: false,
  field,
  message,
});

async function sourceOf(workspaceId: number, request: SendRequest): Promise<PreviewSource | "archived" | undefined> {
  const { template_id: id, subject = "", body = "" } = request;
  if (id === undefined) return documentFromShortForm(subject, body);
  const template = codeTemplateOf(id);
  if (template) return { id, template, paths: {} };
  const stored = uuidSchema.safeParse(id).success ? await readTemplate(workspaceId, id) : undefined;
  if (stored?.kind !== "email") return undefined;
  return stored.archived ? "archived" : stored.document;
}

type Prepared = NonNullable<Awaited<ReturnType<typeof prepareOutsideJourney>>>;

/** What a journey with this mail could not be published for: such a mail is not sent by anybody. */
function brokenBy(source: PreviewSource, { compiled, shared, brand }: Prepared): EmailProblem | undefined {
  const problems = [
    ...("template" in source ? [] : checkEmail(source, { shared, brand })),
    ...compiledProblems(compiled),
  ];
  return problems.find(({ severity }) => severity === "error");
}

/** The field that the mail came from; of a short form, which of its two. `place`: where the fault is, as far as that is known. */
function blamed({ template_id }: SendRequest, place?: Pick<EmailProblem, "field">) {
  if (template_id !== undefined) return "template_id";
  return place?.field === "subject" ? "subject" : "body";
}

/**
 * Writes one mail now and puts it into the line. It is the answer to something a person did (a receipt, a new password), so no
 * unsubscribe holds it back; an address that bounces, complained or was stopped by hand gets none (decide-send.ts).
 */
export async function sendTransactional(workspaceId: number, request: SendRequest): Promise<SentTransactional> {
  const given = request.to === undefined ? undefined : checkAddress(request.to);
  if (given && !given.ok) return refused("to", given.reason);
  const source = await sourceOf(workspaceId, request);
  if (!source) return refused("template_id", "unknown template");
  if (source === "archived") return refused("template_id", "This email is archived; restore it or name another");
  const { external_id: externalId, properties: eventProperties } = request;
  const prepared = await prepareOutsideJourney(workspaceId, source, { externalId, eventProperties });
  if (!prepared) return refused("external_id", UNKNOWN_PERSON);
  const { compiled, found } = prepared;
  const broken = brokenBy(source, prepared);
  if (broken) return refused(blamed(request, broken), broken.message);
  const to = given ?? checkAddress(found.facts.subscriber.email ?? "");
  if (!to.ok) return refused("external_id", "has no address that mail can go to; name one as `to`");
  // of no journey, though the preview that it is made like names one
  const facts = { ...found.facts, journey: { id: "", name: "", version: 1 } };
  const env = deliverEnvironment();
  const id = randomUUID();
  const { settings, from, domain } = writtenFrom(found, env);
  const links = messageLinks(id, { id: workspaceId, settings }, externalId, found.now, env);
  const filled = fillEmail(compiled, templateContext(facts, found.now), links);
  if (!filled.ok) return refused(blamed(request), `cannot be filled: ${filled.error}`);
  const { subject, html, text } = filled;
  const headers = {
    "Message-ID": `<${id}@${domain}>`,
    ...(settings.reply_to ? { "Reply-To": settings.reply_to } : {}),
    "X-Entity-Ref-ID": id,
  };
  const queued = await queueWritten(found, id, { from, to: to.address, subject, html, text, headers }, "transactional");
  if (!queued) return refused("external_id", UNKNOWN_PERSON);
  return { ok: true, id, to: to.address, subject };
}
