import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from "node:crypto";

/**
 * Links that need no login. A token is the send's id (and, for clicks, the url) with an HMAC bound to its purpose: a click
 * token cannot unsubscribe. It never carries the address. Layout: base64url(version ‖ uuid ‖ url? ‖ mac16).
 */
export type LinkPurpose = "open" | "click" | "unsubscribe";

const VERSION = 1;
const ID_BYTES = 16;
const MAC_BYTES = 16;
const HEAD_BYTES = 1 + ID_BYTES;
/** Browsers and mail clients cope with 8 KB; nothing longer is worth a hash. */
export const TOKEN_LENGTH_MAX = 6_000;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** As key objects: a raw key costs four times as much in every signature, and a mail has half a dozen. */
const keys = new Map<string, KeyObject>();
function keyFor(purpose: LinkPurpose, secret: string): KeyObject {
  const name = `${purpose}:${secret}`;
  const known = keys.get(name);
  if (known) return known;
  const made = createSecretKey(createHmac("sha256", secret).update(`sojourn:link:${purpose}`).digest());
  keys.set(name, made);
  return made;
}

/** Makes a token. `sendId` is a lower-case UUID; `url` only for clicks. */
export function signLink(purpose: LinkPurpose, sendId: string, secret: string, url = ""): string {
  const body = Buffer.concat([
    Buffer.from([VERSION]),
    Buffer.from(sendId.replaceAll("-", ""), "hex"),
    Buffer.from(url, "utf8"),
  ]);
  const mac = createHmac("sha256", keyFor(purpose, secret)).update(body).digest().subarray(0, MAC_BYTES);
  return Buffer.concat([body, mac]).toString("base64url");
}

/** Reads a token back; undefined when it was not made by us for this purpose. Constant time in the token's content. */
export function readLink(
  purpose: LinkPurpose,
  token: string,
  secret: string,
): { sendId: string; url: string } | undefined {
  if (token.length > TOKEN_LENGTH_MAX || !/^[A-Za-z0-9_-]+$/.test(token)) return undefined;
  const bytes = Buffer.from(token, "base64url");
  // one spelling per token: base64 would otherwise tolerate stray trailing bits
  if (bytes.length < HEAD_BYTES + MAC_BYTES || bytes.toString("base64url") !== token) return undefined;
  const body = bytes.subarray(0, bytes.length - MAC_BYTES);
  const mac = createHmac("sha256", keyFor(purpose, secret)).update(body).digest().subarray(0, MAC_BYTES);
  if (!timingSafeEqual(mac, bytes.subarray(bytes.length - MAC_BYTES)) || body[0] !== VERSION) return undefined;
  const sendId = body
    .subarray(1, HEAD_BYTES)
    .toString("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  const url = body.subarray(HEAD_BYTES).toString("utf8");
  if (!UUID.test(sendId) || (purpose === "click") !== isWebUrl(url)) return undefined;
  return { sendId, url };
}

function isWebUrl(url: string): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url);
}
