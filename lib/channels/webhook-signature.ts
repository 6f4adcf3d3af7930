import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

const PREFIX = "whsec_";
const SECRET_BYTES_MIN = 16;

/** A signing secret of the Standard Webhooks specification: `whsec_` and 32 random bytes in base64. */
export function makeWebhookSecret(): string {
  return `${PREFIX}${randomBytes(32).toString("base64")}`;
}

/** Whether a text is such a secret, of whoever made it: 16 bytes at least. */
export function isWebhookSecret(text: string): boolean {
  return text.startsWith(PREFIX) && Buffer.from(text.slice(PREFIX.length), "base64").length >= SECRET_BYTES_MIN;
}

/**
 * The value of `webhook-signature` over `id.timestamp.body`: one signature for each secret that is valid now, so that receivers can
 * change over while both are. `timestamp` in seconds.
 */
export function webhookSignature(secrets: readonly string[], id: string, timestamp: number, body: string): string {
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.slice(PREFIX.length), "base64");
      return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
    })
    .join(" ");
}

/** Somebody else's clock may be off by so much, and a message that was overheard is worth nothing after it. */
const TOLERANCE_MS = 300_000;
/** Senders name one for each secret that they have. */
const SIGNATURES_MAX = 10;

/** Whether one of the signatures in `webhook-signature` was made over this body with one of the secrets, within five minutes of now. */
export function isSigned(
  secrets: readonly string[],
  { id, timestamp, signature }: { id: string; timestamp: string; signature: string },
  body: string,
  nowMs: number,
): boolean {
  if (secrets.length === 0 || id === "" || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(nowMs - Number(timestamp) * 1_000) > TOLERANCE_MS) return false;
  const right = webhookSignature(secrets, id, Number(timestamp), body)
    .split(" ")
    .map((one) => Buffer.from(one));
  const given = signature.split(" ", SIGNATURES_MAX).map((one) => Buffer.from(one));
  return given.some((one) => right.some((other) => one.length === other.length && timingSafeEqual(one, other)));
}
