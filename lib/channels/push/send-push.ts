import type { LookupFunction } from "node:net";
import { storableText } from "@/lib/journey/storable-text";
import { guardedRequest } from "../guarded-request";
import { retryAfterMs } from "../retry-after";
import { encryptPush, type PushKeys } from "./encrypt-push";

/** Where one browser is reached: an address at its maker's push service, and the keys that only it reads with. */
export type PushTarget = PushKeys & { endpoint: string };

export type PushMessage = {
  /** JSON, at most PUSH_PLAIN_BYTES_MAX bytes */
  payload: string;
  /** how long the push service keeps it for a browser that is away */
  ttlS: number;
  urgency: "very-low" | "low" | "normal" | "high";
  /** replaces what it still keeps under the same word */
  topic?: string | undefined;
};

export type PushAnswer =
  | { kind: "accepted" }
  /** the browser has unsubscribed: the target is of no use any more */
  | { kind: "gone" }
  /** not taken; `retryAfterMs`: the wait that was asked for */
  | { kind: "refused"; permanent: boolean; reason: string; retryAfterMs?: number }
  /** it may have been taken: the answer was lost */
  | { kind: "uncertain"; reason: string };

export type PushCall = {
  target: PushTarget;
  message: PushMessage;
  /** vapidAuthorization for this endpoint */
  authorization: string;
  /** epoch ms */
  now: number;
  allowPrivate: boolean;
  /** tests only */
  resolve?: LookupFunction;
  timeoutMs?: number;
};

/** Connections that were never made: nothing was handed over. */
const NEVER_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

/**
 * Hands one message to one browser's push service (RFC 8030). The endpoint came from a browser, so it is called like any address that
 * somebody else has given: guardedRequest. Never throws for anything the other side does.
 */
export async function sendPush({ target, message, authorization, now, ...call }: PushCall): Promise<PushAnswer> {
  const answer = await guardedRequest({
    method: "POST",
    url: target.endpoint,
    headers: {
      authorization,
      "content-encoding": "aes128gcm",
      "content-type": "application/octet-stream",
      ttl: String(Math.max(0, Math.floor(message.ttlS))),
      urgency: message.urgency,
      ...(message.topic ? { topic: message.topic } : {}),
    },
    body: encryptPush(message.payload, target),
    ...call,
  });
  switch (answer.kind) {
    case "refused":
      return { kind: "refused", permanent: true, reason: answer.reason };
    case "unanswered":
      return answer.code !== undefined && NEVER_SENT.has(answer.code)
        ? { kind: "refused", permanent: false, reason: answer.reason }
        : { kind: "uncertain", reason: answer.reason };
    case "answered":
      return judge(answer.status, answer.text, retryAfterMs(answer.headers["retry-after"], now));
  }
}

function judge(status: number, text: string, wait: number | undefined): PushAnswer {
  if (status >= 200 && status < 300) return { kind: "accepted" };
  if (status === 404 || status === 410) return { kind: "gone" };
  const said = storableText(text.replace(/\s+/g, " ").trim().slice(0, 200));
  const reason = `answered ${status}${said ? `: ${said}` : ""}`;
  // a gateway in front may have given up on a service that took the message
  if (status === 502 || status === 504) return { kind: "uncertain", reason };
  const permanent = status < 500 && status !== 429 && status !== 408;
  return { kind: "refused", permanent, reason, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
}
