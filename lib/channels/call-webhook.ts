import type { LookupFunction } from "node:net";
import { type CallAnswer, parseAnswer } from "./call-answer";
import { ANSWER_BYTES_MAX, type GuardedAnswer, guardedRequest } from "./guarded-request";
import { retryAfterMs } from "./retry-after";
import type { WebhookRequest } from "./webhook-request";
import { webhookSignature } from "./webhook-signature";

/** Set by us or by the protocol: an author's headers cannot change them. */
const OWN_HEADERS =
  /^(?:host|content-length|transfer-encoding|connection|upgrade|te|trailer|keep-alive|proxy-.*|webhook-.*)$/i;
const HEADER_NAME = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;

export type WebhookCall = {
  /** stays the same for every attempt: receivers drop repeats by it */
  id: string;
  request: WebhookRequest;
  /** `whsec_…`, every one that is valid now; none: the call goes unsigned */
  secrets: readonly string[];
  /** real time, epoch ms: part of the signature */
  now: number;
  allowPrivate: boolean;
  /** tests only: another resolver, a shorter patience */
  resolve?: LookupFunction;
  timeoutMs?: number;
};

/**
 * Calls a webhook once, signed by the Standard Webhooks specification and within the bounds of guardedRequest (15 s, 64 KB). Never throws for
 * anything the other side does.
 */
export async function callWebhook(call: WebhookCall): Promise<CallAnswer> {
  const { request, allowPrivate, resolve, timeoutMs } = call;
  const answer = await guardedRequest({
    ...request,
    headers: webhookHeaders(call),
    allowPrivate,
    ...(resolve ? { resolve } : {}),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  return answer.kind === "answered" ? judge(answer, call.now) : answer;
}

/** Every header of a call but those that HTTP itself needs. */
export function webhookHeaders({
  id,
  request,
  secrets,
  now,
}: Pick<WebhookCall, "id" | "request" | "secrets" | "now">): Record<string, string> {
  const sentBody = request.method === "GET" ? "" : (request.body ?? "");
  const timestamp = Math.floor(now / 1_000);
  const own = Object.entries(request.headers).filter(
    ([name, value]) => HEADER_NAME.test(name) && !OWN_HEADERS.test(name) && !/[\r\n\0]/.test(value),
  );
  const json = sentBody.startsWith("{") || sentBody.startsWith("[");
  return {
    "user-agent": "Sojourn-Webhook/1",
    ...(sentBody ? { "content-type": json ? "application/json" : "text/plain; charset=utf-8" } : {}),
    ...Object.fromEntries(own.map(([name, value]) => [name.toLowerCase(), value])),
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
    ...(secrets.length > 0 ? { "webhook-signature": webhookSignature(secrets, id, timestamp, sentBody) } : {}),
  };
}

function judge(answer: Extract<GuardedAnswer, { kind: "answered" }>, now: number): CallAnswer {
  const { status, headers, text, tooLong } = answer;
  if (status >= 500 || status === 408 || status === 425 || status === 429) {
    const wait = retryAfterMs(headers["retry-after"], now);
    return {
      kind: "unanswered",
      reason: `answered ${status}`,
      status,
      ...(wait === undefined ? {} : { retryAfterMs: wait }),
    };
  }
  if (status >= 300 && status < 400)
    return { kind: "refused", reason: `answered ${status}: redirects are not followed` };
  if (tooLong) return { kind: "refused", reason: `the answer is longer than ${ANSWER_BYTES_MAX} bytes` };
  const body = parseAnswer(text);
  const fields = body !== null && typeof body === "object" && !Array.isArray(body) ? body : {};
  // `run.<node>.status` and `.body`; fields of an answer that is a JSON object also stand directly under `run.<node>`
  const value = { status, body, ...fields };
  return status < 400
    ? { kind: "answered", ok: true, value }
    : { kind: "answered", ok: false, value, note: `answered ${status}` };
}
