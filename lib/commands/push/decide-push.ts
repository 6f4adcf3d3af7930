import type { OutgoingMessage } from "@/lib/channels/provider";
import { PUSH_PLAIN_BYTES_MAX } from "@/lib/channels/push/encrypt-push";
import { signLink } from "@/lib/channels/signed-link";
import type { ClaimedSend } from "@/lib/db/sends.sql";
import { fillLiquid } from "@/lib/email/fill-liquid";
import { pushPreview } from "@/lib/email/push-preview";
import { templateContext } from "@/lib/email/template-context";
import type { Instant } from "@/lib/journey/facts";
import { push as pushNode } from "@/lib/nodes/push/definition";
import { type FilledPush, fillPush } from "@/lib/nodes/push/fill-push";
import { isDry, orphanedBy } from "../decide-send";
import type { DeliverEnvironment } from "../deliver-environment";
import { type SenderWorkspace, sendFacts } from "../load-send-context";
import type { LoadedVersion } from "../load-version";
import { type PushRequest, pushRequestSchema } from "./push-request";

/** A browser of the person: where it is reached, and what it calls itself. */
export type Browser = { id: string; endpoint: string; p256dh: string; auth: string; browser: string };

export type PushDecision =
  | { kind: "push" | "dry_run"; request: PushRequest; message: OutgoingMessage | undefined }
  | { kind: "put_off" }
  | { kind: "skip"; reason: string }
  | { kind: "fail"; reason: string };

type Place = {
  version: LoadedVersion | undefined;
  workspace: SenderWorkspace;
  at: Instant;
  env: Pick<DeliverEnvironment, "appUrl" | "secret">;
};

/**
 * The final check and the filling of one claimed push, pure. A repeat says what the first attempt said, to the browsers that have not
 * answered; a test (no enrollment) was filled when it was asked for.
 */
export function decidePush(claimed: ClaimedSend, browsers: readonly Browser[], place: Place): PushDecision {
  const test = claimed.enrollment_id === null;
  const orphaned = test ? (claimed.person ? undefined : "erased") : orphanedBy(claimed);
  if (orphaned) return { kind: "skip", reason: orphaned };
  if (claimed.suppressed_for) return { kind: "skip", reason: "push_suppressed" };
  if (claimed.journey?.status === "paused") return { kind: "put_off" };
  const stored = pushRequestSchema.safeParse(claimed.request);
  const prepared = stored.success ? again(stored.data, browsers, claimed) : first(claimed, browsers, place);
  if (prepared.kind !== "push") return prepared;
  if (place.at >= claimed.created_at + prepared.request.ttl_ms) return { kind: "skip", reason: "push_expired" };
  return isDry(claimed) ? { ...prepared, kind: "dry_run" } : prepared;
}

/** Browsers that have gone meanwhile are not asked. Where a person says "again" nobody is pending: then all that did not take it are. */
function again(request: PushRequest, browsers: readonly Browser[], { stored }: ClaimedSend): PushDecision {
  const here = new Set(browsers.map(({ id }) => id));
  const open = request.browsers.some(({ state }) => state === "pending");
  const next = request.browsers.map((one) => {
    if (one.state === "accepted" || one.state === "gone") return one;
    if (!here.has(one.id)) return { ...one, state: "gone" as const };
    return open ? one : { ...one, state: "pending" as const };
  });
  if (!next.some(({ state }) => state === "pending")) return { kind: "skip", reason: "no_browser" };
  return { kind: "push", request: { ...request, browsers: next }, message: stored ?? undefined };
}

function first(claimed: ClaimedSend, browsers: readonly Browser[], place: Place): PushDecision {
  if (browsers.length === 0) return { kind: "skip", reason: "no_browser" };
  const { version, workspace, at, env } = place;
  const facts = version && sendFacts(claimed, version, workspace);
  const config =
    version && pushNode.schema.safeParse(version.compiled.node(version.compiled.idAt(claimed.node)).config);
  if (!facts || !config?.success) return { kind: "skip", reason: "no_content" };
  const filled = fillPush(config.data, (text) => fillLiquid(text, templateContext(facts, at)));
  if (!filled.ok) return { kind: "skip", reason: `template_error: ${filled.error}`.slice(0, 500) };
  const track = workspace.settings.tracking.clicks;
  return preparePush(claimed.id, filled.push, browsers, { externalId: facts.subscriber.external_id, track, env });
}

/** A filled push, ready for the ledger: what browsers are given, what the Inbox shows. */
export function preparePush(
  sendId: string,
  push: FilledPush,
  browsers: readonly Browser[],
  { externalId, track, env }: { externalId: string; track: boolean; env: Place["env"] },
): PushDecision {
  const { title, body, url, icon, urgency, topic, ttlMs } = push;
  const link = url && track ? `${env.appUrl}/t/c/${signLink("click", sendId, env.secret, url)}` : url;
  const payload = JSON.stringify({ id: sendId, title, body, icon, url: link });
  if (Buffer.byteLength(payload) > PUSH_PLAIN_BYTES_MAX)
    return { kind: "fail", reason: `push_too_long: ${Buffer.byteLength(payload)} bytes` };
  const headers = {
    ...(topic ? { Topic: topic } : {}),
    TTL: String(Math.floor(ttlMs / 1_000)),
    Urgency: urgency,
  };
  return {
    kind: "push",
    request: {
      payload,
      ttl_ms: ttlMs,
      urgency,
      ...(topic ? { topic } : {}),
      browsers: browsers.map(({ id, browser }) => ({ id, name: browser, state: "pending" })),
    },
    message: {
      from: "Web push",
      to: `${externalId} (${browsers.length === 1 ? "1 browser" : `${browsers.length} browsers`})`,
      subject: title,
      html: pushPreview({ title, body, url: link, icon }),
      text: [body, link].filter(Boolean).join("\n\n"),
      headers,
    },
  };
}
