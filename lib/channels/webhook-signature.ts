import { createHmac, randomBytes } from "node:crypto";

const PREFIX = "whsec_";

/** A signing secret of the Standard Webhooks specification: `whsec_` and 32 random bytes in base64. */
export function makeWebhookSecret(): string {
  return `${PREFIX}${randomBytes(32).toString("base64")}`;
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
