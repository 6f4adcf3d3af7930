import { checkAddress, parseMailbox } from "@/lib/channels/address";
import type { OutgoingMessage } from "@/lib/channels/provider";
import { type ClaimedSend, WEAK_SUPPRESSIONS, WRITTEN_AT } from "@/lib/db/sends.sql";
import { fillEmail } from "@/lib/email/fill-email";
import { templateContext } from "@/lib/email/template-context";
import { leftDryRun } from "@/lib/journey/dry-run";
import type { Instant } from "@/lib/journey/facts";
import type { DeliverEnvironment } from "./deliver-environment";
import { type SenderWorkspace, sendFacts } from "./load-send-context";
import type { LoadedVersion } from "./load-version";
import { messageLinks } from "./message-links";
import type { PreparedSend } from "./prepare-sends";

export type SendDecision =
  /** `note`: what is to be said of it all the same */
  | { kind: "message"; message: OutgoingMessage; note?: string }
  /** written, kept and not handed over */
  | { kind: "dry_run"; message: OutgoingMessage; note?: string }
  /** done by being written: nobody is to be sent it */
  | { kind: "keep"; message: OutgoingMessage }
  | { kind: "skip"; reason: string }
  | { kind: "uncertain"; reason: string }
  /** the journey is paused: look again later */
  | { kind: "put_off" };

export type DecidedSend = { claimed: ClaimedSend; decision: SendDecision };

/** Providers remember a key for 24 hours; an unanswered attempt older than this cannot be repeated safely. */
const KEY_REMEMBERED_MS = 22 * 3_600_000;

/**
 * The final check and the filling of one claimed mail, pure. What no journey sends is handed over as it was stored (decideWritten); everything
 * else must still be wanted: person there and reachable, not suppressed, journey neither paused nor archived, not too late.
 */
export function decideSend(
  claimed: ClaimedSend,
  version: LoadedVersion | undefined,
  workspace: SenderWorkspace,
  at: Instant,
  env: Pick<DeliverEnvironment, "appUrl" | "secret" | "mailFrom" | "unsubscribeMailto">,
  prepared?: PreparedSend,
): SendDecision {
  const decision = decideWanted(claimed, version, workspace, at, env, prepared);
  return decision.kind === "message" && isDry(claimed) ? { ...decision, kind: "dry_run" } : decision;
}

function decideWanted(
  claimed: ClaimedSend,
  version: LoadedVersion | undefined,
  workspace: SenderWorkspace,
  at: Instant,
  env: Pick<DeliverEnvironment, "appUrl" | "secret" | "mailFrom" | "unsubscribeMailto">,
  prepared: PreparedSend | undefined,
): SendDecision {
  if (claimed.enrollment_id === null) return decideWritten(claimed, at);
  const blocked = blockedBy(claimed, at);
  if (blocked) return { kind: "skip", reason: blocked };
  if (claimed.journey?.status === "paused") return { kind: "put_off" };
  const again = repeatOf(claimed, at);
  if (again) return again;
  return version ? fill(claimed, version, workspace, at, env, prepared) : { kind: "skip", reason: "no_content" };
}

/**
 * A mail that no journey sends and that was written when it was asked for. No unsubscribe and no silence holds a transactional one back;
 * an address that bounces, complained or was stopped by hand gets none.
 */
function decideWritten(claimed: ClaimedSend, at: Instant): SendDecision {
  const { node, person, suppressed_for } = claimed;
  if (node === WRITTEN_AT.transactional) {
    if (!person) return { kind: "skip", reason: "erased" };
    if (suppressed_for && !WEAK_SUPPRESSIONS.includes(suppressed_for))
      return { kind: "skip", reason: suppressionReason(suppressed_for) };
  }
  return repeatOf(claimed, at) ?? { kind: "skip", reason: "no_content" };
}

/** A mail that is written already, by an earlier attempt at the latest: the same byte for byte, for as long as a provider remembers its key. Undefined: there is none. */
export function repeatOf({ stored, reason, created_at, asked_at }: ClaimedSend, at: Instant): SendDecision | undefined {
  if (!stored) return undefined;
  if (reason?.startsWith("unanswered") && at - (asked_at ?? created_at) > KEY_REMEMBERED_MS)
    return { kind: "uncertain", reason: "no_answer: the provider no longer remembers the attempt" };
  return { kind: "message", message: { ...stored, headers: inOrder(stored.headers) } };
}

/** The journey performs nothing for this run. */
export function isDry({ journey, run }: ClaimedSend): boolean {
  return journey !== null && run !== null && (journey.dry_run || leftDryRun(journey, run.entered_at));
}

/** Why nothing of this journey may go out for this person any more, whatever the channel. */
export function orphanedBy({ person, journey, run }: ClaimedSend): string | undefined {
  if (!person || !run) return "erased";
  if (!journey) return "journey_deleted";
  return journey.status === "archived" ? "journey_archived" : undefined;
}

/** Why this mail may not go out at `at`; undefined when nothing is against it. */
export function blockedBy(claimed: ClaimedSend, at: Instant): string | undefined {
  const { person, suppressed_for, stored } = claimed;
  const orphaned = orphanedBy(claimed);
  if (orphaned || !person) return orphaned;
  if (person.unsubscribed || suppressed_for === "unsubscribed") return "unsubscribed";
  if (suppressed_for) return suppressionReason(suppressed_for);
  const address = stored?.to ?? person.email;
  if (!address) return "no_address";
  const checked = checkAddress(address);
  if (!checked.ok) return `invalid_address: ${checked.reason}`;
  return isExpired(claimed, at) ? "mail_expired" : undefined;
}

/** What was handed over once may be out: whatever becomes of it, it is not called skipped. */
function isExpired({ expires_at, attempt }: ClaimedSend, at: Instant): boolean {
  return expires_at !== null && attempt === 0 && at > expires_at;
}

/** What the ledger says of a mail that a suppression holds back. */
export const suppressionReason = (reason: string) => (reason === "manual" ? "suppressed" : reason);

function fill(
  claimed: ClaimedSend,
  version: LoadedVersion,
  workspace: SenderWorkspace,
  at: Instant,
  env: Pick<DeliverEnvironment, "appUrl" | "secret" | "mailFrom" | "unsubscribeMailto">,
  prepared: PreparedSend | undefined,
): SendDecision {
  const nodeId = version.compiled.idAt(claimed.node);
  const compiled = version.emails[nodeId];
  const to = checkAddress(claimed.person?.email ?? "");
  const facts = sendFacts(claimed, version, workspace, prepared?.fetched);
  if (!compiled || !to.ok || !facts) return { kind: "skip", reason: "no_content" };
  const links = messageLinks(claimed.id, workspace, facts.subscriber.external_id, at, env);
  const filled = fillEmail(compiled, templateContext(facts, at), {
    ...links,
    ...(prepared?.code === undefined ? {} : { code: prepared.code }),
  });
  if (!filled.ok) return { kind: "skip", reason: failureReason(filled.error) };
  const { from, domain } = cachedSender(workspace, env);
  const mailto = env.unsubscribeMailto ? `, <mailto:${env.unsubscribeMailto}?subject=unsubscribe>` : "";
  const headers = {
    "Feedback-ID": `${nodeId}:${version.journeyId}:${workspace.slug}:sojourn`,
    "List-Unsubscribe": `<${links.unsubscribeUrl}>${mailto}`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    "Message-ID": `<${claimed.id}@${domain}>`,
    ...(workspace.settings.reply_to ? { "Reply-To": workspace.settings.reply_to } : {}),
    "X-Entity-Ref-ID": claimed.id,
  };
  const { subject, html, text } = filled;
  return {
    kind: "message",
    message: { from, to: to.address, subject, html, text, headers: inOrder(headers) },
    ...(filled.fallback === undefined ? {} : { note: `fallback_version: ${filled.fallback}`.slice(0, 500) }),
  };
}

/** What cannot be filled has a name of its own where the template is sound. */
function failureReason(error: string): string {
  return (/^(no_code|empty|props): /.test(error) ? error : `template_error: ${error}`).slice(0, 500);
}

/** Sorted by name, so that a message read back from jsonb is the same bytes as the first time. */
function inOrder(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).sort(([a], [b]) => (a < b ? -1 : 1)));
}

type Sender = { from: string; domain: string };

/** Workspaces are read once a batch: so is their sender. */
const senders = new WeakMap<SenderWorkspace, Sender>();
function cachedSender(workspace: SenderWorkspace, env: Pick<DeliverEnvironment, "appUrl" | "mailFrom">): Sender {
  const known = senders.get(workspace);
  if (known) return known;
  const from = senderOf(workspace, env);
  const made = { from, domain: parseMailbox(from)?.address.split("@")[1] ?? "localhost" };
  senders.set(workspace, made);
  return made;
}

/** The workspace's own sender, else MAIL_FROM, else an address that names the workspace and can be written to by nobody. */
export function senderOf(
  workspace: Pick<SenderWorkspace, "name" | "settings">,
  env: Pick<DeliverEnvironment, "appUrl" | "mailFrom">,
): string {
  const { mail_from: own } = workspace.settings;
  if (own && parseMailbox(own)) return own;
  if (env.mailFrom && parseMailbox(env.mailFrom)) return env.mailFrom;
  const host = new URL(env.appUrl).hostname;
  const address = checkAddress(`no-reply@${host}`).ok ? `no-reply@${host}` : "no-reply@sojourn.example";
  return `"${workspace.name.replace(/["\\<>\r\n]/g, "")}" <${address}>`;
}
