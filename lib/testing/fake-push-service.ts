import { createECDH, createPublicKey, type ECDH, randomBytes, verify } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { decryptPush } from "./decrypt-push";

/** A push that a browser got, as it decrypted it. */
export type ReceivedPush = {
  payload: unknown;
  ttl: number;
  urgency: string;
  topic: string | undefined;
  claims: VapidClaims;
};
export type VapidClaims = { aud: string; exp: number; sub: string };

/** What the service does instead of taking the message. */
export type PushFault =
  | { status: number; retryAfter?: string; text?: string }
  | { accept_then_drop: true }
  | { hang: true };

type Subscribed = { ecdh: ECDH; auth: Buffer; received: ReceivedPush[]; faults: PushFault[]; asked: number };

/**
 * A push service with browsers behind it: checks what RFC 8030 and 8292 ask of senders (TTL, aes128gcm, a VAPID signature for this origin by
 * the key that the browser subscribed with), and decrypts with the browser's own keys. Its browsers, not our tables, prove what was shown.
 */
export async function startFakePushService() {
  const browsers = new Map<string, Subscribed>();

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const answer = (status: number, text = "", headers: Record<string, string> = {}) =>
      void response.writeHead(status, headers).end(text);
    const browser = browsers.get(request.url ?? "");
    if (!browser || request.method !== "POST") return answer(404, "no such subscription");
    browser.asked += 1;
    const fault = browser.faults.shift();
    if (fault && "hang" in fault) return;
    if (fault && "status" in fault)
      return answer(
        fault.status,
        fault.text,
        fault.retryAfter === undefined ? {} : { "retry-after": fault.retryAfter },
      );
    const { headers } = request;
    if (headers["content-encoding"] !== "aes128gcm") return answer(400, "not aes128gcm");
    if (!/^\d+$/.test(headers.ttl?.toString() ?? "")) return answer(400, "no TTL");
    const claims = vapidClaims(headers.authorization ?? "", url());
    if (!claims) return answer(403, "bad VAPID");
    browser.received.push({
      payload: JSON.parse(decryptPush(Buffer.concat(chunks), browser.ecdh, browser.auth)),
      ttl: Number(headers.ttl),
      urgency: String(headers.urgency),
      topic: headers.topic?.toString(),
      claims,
    });
    if (fault) return void request.socket.destroy();
    answer(201, "", { location: `${url()}/message/${browser.received.length}` });
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.writeHead(400).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    /** A new browser: what it hands to the site, what it received, and what the service does with its next messages. */
    browser: () => {
      const ecdh = createECDH("prime256v1");
      ecdh.generateKeys();
      const auth = randomBytes(16);
      const path = `/push/${randomBytes(8).toString("hex")}`;
      const browser: Subscribed = { ecdh, auth, received: [], faults: [], asked: 0 };
      browsers.set(path, browser);
      const keys = { p256dh: ecdh.getPublicKey("base64url"), auth: auth.toString("base64url") };
      return {
        subscription: { endpoint: `${url()}${path}`, expirationTime: null, keys },
        received: browser.received,
        asked: () => browser.asked,
        breakNext: (...faults: PushFault[]) => void browser.faults.push(...faults),
        unsubscribe: () => browser.faults.push({ status: 410, text: "unsubscribed or expired" }),
      };
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** The claims of a valid `vapid t=…, k=…` for this origin; undefined when anything of it is wrong. */
function vapidClaims(authorization: string, origin: string): VapidClaims | undefined {
  const [, token = "", key = ""] = /^vapid t=([^,]+), k=([A-Za-z0-9_-]+)$/.exec(authorization) ?? [];
  const [head = "", body = "", signature = ""] = token.split(".");
  const point = Buffer.from(key, "base64url");
  if (point.length !== 65) return undefined;
  const jwk = {
    kty: "EC",
    crv: "P-256",
    x: point.subarray(1, 33).toString("base64url"),
    y: point.subarray(33).toString("base64url"),
  };
  const publicKey = { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" as const };
  if (!verify("sha256", Buffer.from(`${head}.${body}`), publicKey, Buffer.from(signature, "base64url")))
    return undefined;
  const claims: VapidClaims = JSON.parse(Buffer.from(body, "base64url").toString("utf8"));
  const soon = Date.now() / 1_000 + 24 * 3_600;
  return claims.aud === origin && claims.exp < soon && /^(mailto:.+@|https:)/.test(claims.sub) ? claims : undefined;
}
