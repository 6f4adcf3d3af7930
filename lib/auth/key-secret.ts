import { createHash, randomBytes } from "node:crypto";

const PREFIX_LENGTH = 11;

/** What the database keeps of a key: a SHA-256 is enough, because the secret has 192 random bits. */
export function hashKeySecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** The part of a secret that lists may show. */
export function keyPrefix(secret: string): string {
  return secret.slice(0, PREFIX_LENGTH);
}

export function makeKeySecret(): string {
  return `sk_${randomBytes(24).toString("base64url")}`;
}
