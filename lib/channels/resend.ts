import { request } from "undici";
import * as z from "zod";
import { checkAddress } from "./address";
import type { EmailProvider, HandOver, OutgoingMessage } from "./provider";
import { retryAfterMs } from "./retry-after";

/**
 * HTTP providers that speak Resend's `POST /emails`. The send's id goes along as `Idempotency-Key`, which the provider
 * remembers for 24 hours: repeating an uncertain request is safe as long as the body stays the same byte for byte
 * (deliver-messages keeps the message of the first attempt).
 */
export const RESEND_API_URL = "https://api.resend.com";
const TIMEOUT_MS = 30_000;
const ANSWER_BYTES_MAX = 64 * 1024;

const acceptedSchema = z.object({ id: z.string().max(200) });
const refusedSchema = z.object({ name: z.string().optional(), message: z.string().optional() });

export type ResendOptions = { apiKey: string; apiUrl?: string; timeoutMs?: number };

export function resendProvider(options: ResendOptions): EmailProvider {
  const endpoint = `${(options.apiUrl ?? RESEND_API_URL).replace(/\/+$/, "")}/emails`;
  return {
    name: "resend",
    idempotent: true,
    send: async (message, key) => {
      const to = checkAddress(message.to);
      if (!to.ok) return { kind: "refused", permanent: true, reason: `recipient refused: ${to.reason}` };
      try {
        const response = await request(endpoint, {
          method: "POST",
          headers: {
            authorization: `Bearer ${options.apiKey}`,
            "content-type": "application/json",
            "idempotency-key": key,
          },
          body: JSON.stringify(requestBody(message, to.address)),
          signal: AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS),
        });
        const wait = retryAfterMs(headerText(response.headers["retry-after"]), Date.now());
        return judge(response.statusCode, await readBounded(response.body), wait);
      } catch (error) {
        // whether the request arrived cannot be known; the key makes it harmless to ask again
        return { kind: "uncertain", reason: error instanceof Error ? error.message : String(error) };
      }
    },
  };
}

function requestBody(message: OutgoingMessage, to: string) {
  return {
    from: message.from,
    to: [to],
    subject: message.subject,
    html: message.html,
    text: message.text,
    headers: message.headers,
  };
}

async function readBounded(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > ANSWER_BYTES_MAX) break;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const headerText = (header: string | string[] | undefined) => (Array.isArray(header) ? header[0] : header);

/** Requests a second are limited, and mails a day and a month. */
const LIMIT_HOLD_MS = 1_000;
const QUOTA_HOLD_MS = 15 * 60_000;
/** A key that is no good: somebody has to mend it. */
const KEY_HOLD_MS = 60_000;
const HOLD_MS_MAX = 3_600_000;

function judge(status: number, text: string, waitMs: number | undefined): HandOver {
  const body = parseJson(text);
  if (status >= 200 && status < 300) {
    const accepted = acceptedSchema.safeParse(body);
    return accepted.success
      ? { kind: "accepted", providerMessageId: accepted.data.id }
      : { kind: "uncertain", reason: "the provider answered without an id" };
  }
  const refused = refusedSchema.safeParse(body);
  const said = refused.success ? [refused.data.name, refused.data.message].filter(Boolean).join(": ") : "";
  const reason = `${status} ${said}`.trim().slice(0, 500);
  // 409 concurrent_idempotent_requests: the same key is being worked on right now, its answer comes later
  const busy = status === 409 && refused.success && refused.data.name === "concurrent_idempotent_requests";
  if (status >= 500 || busy) return { kind: "uncertain", reason };
  const held = (usualMs: number): HandOver => {
    const heldMs = Math.min(Math.max(waitMs ?? 0, usualMs), HOLD_MS_MAX);
    return { kind: "refused", permanent: false, reason, heldMs };
  };
  if (status === 429) return held(/quota/.test(said) ? QUOTA_HOLD_MS : LIMIT_HOLD_MS);
  // the operator's to repair: the mail waits for it. Other 403s are about one sender (a domain that is not verified).
  if (status === 401 || /_api_key\b/.test(said)) return held(KEY_HOLD_MS);
  return { kind: "refused", permanent: ![403, 408].includes(status), reason };
}
