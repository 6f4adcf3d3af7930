import * as z from "zod";
import type { MailChange } from "@/lib/api/schemas/journey-versions";
import { compileJourneyEmails } from "@/lib/commands/compile-journey-emails";
import { type Tx, withWorkspace } from "@/lib/db/with-workspace";
import { type CompiledEmail, compiledEmailSchema } from "@/lib/email/compiled-email";
import { fillEmail } from "@/lib/email/fill-email";
import { templateContext } from "@/lib/email/template-context";
import { stableJson } from "@/lib/engine/same-config";
import { graphSchema } from "@/lib/journey/graph";
import { compileDraftEmails } from "./compile-draft-emails";
import { draftContentSchema } from "./draft-content";
import { mailsOf } from "./read-draft-content";
import { readPreviewFacts } from "./read-preview-facts";

/** The draft, the live version, what the open request for approval is of, or a version by its number. */
export type ComparedSide = "draft" | "live" | "asked" | number;

type Emails = Record<string, CompiledEmail>;

const NOWHERE = "https://example.com/unsubscribe";
const emailsSchema = z.record(z.string(), compiledEmailSchema);

async function emailsOf(
  tx: Tx,
  workspaceId: number,
  journeyId: string,
  side: ComparedSide,
): Promise<Emails | undefined> {
  const journey = await tx.journey.findFirst({ where: { id: journeyId, workspaceId } });
  if (!journey) return undefined;
  if (side === "draft") return (await compileDraftEmails(tx, workspaceId, graphSchema.parse(journey.graph))).emails;
  if (side === "asked") return askedEmails(tx, workspaceId, journeyId);
  if (side === "live" && journey.liveVersionId === null) return {};
  const version = await tx.journeyVersion.findFirst({
    where: { journeyId, ...(side === "live" ? { id: journey.liveVersionId ?? 0 } : { number: side }) },
    select: { emails: true },
  });
  return version ? emailsSchema.parse(version.emails) : undefined;
}

/** The mails as they were when approval was asked for, whatever their templates say by now. */
async function askedEmails(tx: Tx, workspaceId: number, journeyId: string): Promise<Emails | undefined> {
  const request = await tx.approval.findFirst({ where: { journeyId, open: true }, select: { content: true } });
  if (!request) return undefined;
  const content = draftContentSchema.parse(request.content);
  const templates = new Map(Object.entries(content.templates).map(([id, document]) => [id, { id, document }]));
  const frozen = mailsOf(content);
  const graph = graphSchema.parse(content.graph);
  return (await compileJourneyEmails(tx, workspaceId, graph, templates, { frozen })).emails;
}

/**
 * The mails that differ between two sides of a journey, each as one sample person would get it. A mail of the draft that cannot be written yet is
 * null, like one that is not there. "not_found": no such journey of ours; else the side that does not exist.
 */
export async function compareMails(
  workspaceId: number,
  journeyId: string,
  sides: { before: ComparedSide; after: ComparedSide },
): Promise<MailChange[] | "not_found" | "before" | "after"> {
  const found = await withWorkspace(workspaceId, async (tx) => {
    if ((await tx.journey.count({ where: { id: journeyId, workspaceId } })) === 0) return "not_found";
    const before = await emailsOf(tx, workspaceId, journeyId, sides.before);
    if (!before) return "before";
    const after = await emailsOf(tx, workspaceId, journeyId, sides.after);
    return after ? { before, after } : "after";
  });
  if (typeof found === "string") return found;
  return writeMailChanges(workspaceId, found.before, found.after);
}

/** The mails that differ, by their steps, each as one sample person would get it. */
export async function writeMailChanges(workspaceId: number, before: Emails, after: Emails): Promise<MailChange[]> {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = ids.filter((id) => stableJson(before[id]) !== stableJson(after[id]));
  // One after the other: each asks the database, and the connections are everybody's.
  const written: MailChange[] = [];
  for (const node_id of changed)
    written.push({
      node_id,
      before: await write(workspaceId, before[node_id]),
      after: await write(workspaceId, after[node_id]),
    });
  return written;
}

async function write(workspaceId: number, compiled: CompiledEmail | undefined): Promise<MailChange["before"]> {
  if (!compiled) return null;
  const sample = await readPreviewFacts(workspaceId, {}, compiled.variables);
  if (!sample) return null;
  const filled = fillEmail(compiled, templateContext(sample.facts, sample.now), { unsubscribeUrl: NOWHERE });
  if (!filled.ok) return { subject: "", html: "", text: filled.error };
  const { subject, html, text } = filled;
  return { subject, html, text };
}
