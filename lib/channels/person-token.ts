import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * Who comes by a link, signed, for the sender's own shop: it asks `POST /links/verify` and need not know a key. Layout:
 * base64url(JSON) "." base64url(mac); bound to the workspace, and worth nothing after it has expired.
 */
type Claims = { w: number; u: string; e: number };

/** The name of the token in an address. */
export const PERSON_TOKEN_NAME = "sj";
const VALID_MS = 30 * 86_400_000;
export const PERSON_TOKEN_LENGTH_MAX = 2_000;

const macOf = (body: string, secret: string) =>
  createHmac("sha256", secret).update(`sojourn:person:${body}`).digest().subarray(0, 20);

/** A token for one person of a workspace, worth 30 days from `now` (epoch ms on the workspace's clock). */
export function signPerson(workspaceId: number, externalId: string, now: number, secret: string): string {
  const claims: Claims = { w: workspaceId, u: externalId, e: now + VALID_MS };
  const body = Buffer.from(JSON.stringify(claims)).toString("base64url");
  return `${body}.${macOf(body, secret).toString("base64url")}`;
}

/** The address with the person's token in its query. What is no web address comes back as it is. */
export function withPersonToken(
  url: string,
  workspaceId: number,
  externalId: string,
  now: number,
  secret: string,
): string {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return url;
  const made = new URL(url);
  made.searchParams.set(PERSON_TOKEN_NAME, signPerson(workspaceId, externalId, now, secret));
  return made.href;
}

export type ReadPerson =
  | { ok: true; externalId: string; expiresAt: number }
  | { ok: false; reason: "invalid" | "expired" };

/** Whom a token names. "invalid": not made by us for this workspace; constant time in its content. */
export function readPersonToken(token: string, workspaceId: number, now: number, secret: string): ReadPerson {
  const [body = "", mac = "", more] = token.split(".");
  if (token.length > PERSON_TOKEN_LENGTH_MAX || more !== undefined) return { ok: false, reason: "invalid" };
  const given = Buffer.from(mac, "base64url");
  const expected = macOf(body, secret);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return { ok: false, reason: "invalid" };
  // Only what we signed gets here.
  const claims: Claims = JSON.parse(Buffer.from(body, "base64url").toString("utf8"));
  if (claims.w !== workspaceId) return { ok: false, reason: "invalid" };
  return now > claims.e ? { ok: false, reason: "expired" } : { ok: true, externalId: claims.u, expiresAt: claims.e };
}
