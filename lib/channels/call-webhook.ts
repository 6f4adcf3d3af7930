import { createHmac } from "node:crypto";
import type { LookupFunction } from "node:net";
import secureJson from "secure-json-parse";
import { Agent, request as httpRequest } from "undici";
import type { Json } from "@/lib/journey/json";
import { publicLookup, urlRefusal } from "./public-address";
import type { WebhookRequest } from "./webhook-request";

/** Connecting, sending, waiting and reading together. */
export const WEBHOOK_MS_MAX = 15_000;
export const WEBHOOK_ANSWER_BYTES_MAX = 64 * 1024;

/** Set by us or by the protocol: an author's headers cannot change them. */
const OWN_HEADERS =
  /^(?:host|content-length|transfer-encoding|connection|upgrade|te|trailer|keep-alive|proxy-.*|webhook-.*)$/i;
const HEADER_NAME = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;

export type WebhookAnswer =
  | { kind: "answered"; status: number; body: Json }
  /** nobody knows whether it arrived, or the other side is in trouble: may be asked again */
  | { kind: "unanswered"; reason: string; status?: number }
  /** must not or cannot be called; asking again changes nothing */
  | { kind: "refused"; reason: string };

export type WebhookCall = {
  /** stays the same for every attempt: receivers drop repeats by it */
  id: string;
  request: WebhookRequest;
  signingKey: Buffer;
  /** real time, epoch ms: part of the signature */
  now: number;
  allowPrivate: boolean;
  /** tests only: another resolver, a shorter patience */
  resolve?: LookupFunction;
  timeoutMs?: number;
};

/** The workspace's signing key; shown to its operators as `whsec_` + base64. */
export function webhookSigningKey(secret: string, workspaceId: number): Buffer {
  return createHmac("sha256", secret).update(`sojourn:webhook:${workspaceId}`).digest();
}

/** Signature of the Standard Webhooks specification over `id.timestamp.body`. */
export function webhookSignature(key: Buffer, id: string, timestamp: number, body: string): string {
  return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
}

/**
 * Calls a webhook once: no redirects, ports 80 and 443, public addresses only (unless allowed otherwise), 15 s in all, 64 KB of
 * answer. Never throws for anything the other side does.
 */
export async function callWebhook(call: WebhookCall): Promise<WebhookAnswer> {
  const refusal = urlRefusal(call.request.url, call.allowPrivate);
  if (refusal) return { kind: "refused", reason: refusal };
  const agent = new Agent({
    connect: call.allowPrivate && !call.resolve ? {} : { lookup: publicLookup(call.resolve) },
    pipelining: 0,
    maxResponseSize: -1,
  });
  const signal = AbortSignal.timeout(call.timeoutMs ?? WEBHOOK_MS_MAX);
  try {
    const { method, url, body } = call.request;
    const response = await httpRequest(url, {
      dispatcher: agent,
      method,
      headers: headersOf(call),
      signal,
      ...(body === undefined || method === "GET" ? {} : { body }),
    });
    return judge(response.statusCode, await readBounded(response.body));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOTPUBLIC")
      return { kind: "refused", reason: error.message };
    if (signal.aborted) return { kind: "unanswered", reason: "no answer in time" };
    return { kind: "unanswered", reason: error instanceof Error ? error.message : String(error) };
  } finally {
    // not close(): that would wait for an answer that may never end
    await agent.destroy();
  }
}

function headersOf({ id, request, signingKey, now }: WebhookCall): Record<string, string> {
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
    "webhook-signature": webhookSignature(signingKey, id, timestamp, sentBody),
  };
}

type Read = { ok: true; text: string } | { ok: false };

async function readBounded(body: AsyncIterable<Buffer>): Promise<Read> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > WEBHOOK_ANSWER_BYTES_MAX) return { ok: false };
    chunks.push(chunk);
  }
  return { ok: true, text: Buffer.concat(chunks).toString("utf8") };
}

function judge(status: number, read: Read): WebhookAnswer {
  if (status >= 500 || status === 408 || status === 425 || status === 429)
    return { kind: "unanswered", reason: `answered ${status}`, status };
  if (status >= 300 && status < 400)
    return { kind: "refused", reason: `answered ${status}: redirects are not followed` };
  if (!read.ok) return { kind: "refused", reason: `the answer is longer than ${WEBHOOK_ANSWER_BYTES_MAX} bytes` };
  return { kind: "answered", status, body: parseAnswer(read.text) };
}

/** JSON when it is JSON, else the text. Strings are made storable: PostgreSQL takes neither NUL nor half a surrogate pair. */
function parseAnswer(text: string): Json {
  const storable = (value: string) => value.replaceAll("\0", "").toWellFormed();
  try {
    return secureJson.parse(
      text,
      (_key: string, value: Json) => (typeof value === "string" ? storable(value) : value),
      {
        protoAction: "remove",
        constructorAction: "remove",
      },
    );
  } catch {
    return storable(text);
  }
}
