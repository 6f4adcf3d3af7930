import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

/**
 * Whom a secret belongs to and what it is for. Both are part of what is authenticated, so a sealed text that is copied to another
 * workspace, or used for something else, does not open.
 */
export type SecretOwner = { workspaceId: number; purpose: string };

const SCHEME = "s1";
const IV_BYTES = 12;
const TAG_BYTES = 16;

type Key = { id: string; key: Buffer };

function keyOf(appSecret: string): Key {
  const derived = Buffer.from(hkdfSync("sha256", appSecret, "", "sojourn:sealed-secret", 36));
  return { key: derived.subarray(0, 32), id: derived.subarray(32).toString("hex") };
}

const authenticated = (keyId: string, { workspaceId, purpose }: SecretOwner) =>
  Buffer.from(`${SCHEME}.${keyId}:${workspaceId}:${purpose}`);

/**
 * Encrypts a secret for the database: AES-256-GCM under a key derived from APP_SECRET. The text names its key, so that secrets
 * sealed before a change of APP_SECRET can still be opened.
 */
export function sealSecret(plain: string, owner: SecretOwner, appSecret: string): string {
  const { id, key } = keyOf(appSecret);
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(authenticated(id, owner));
  const sealed = Buffer.concat([iv, cipher.update(plain, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `${SCHEME}.${id}.${sealed.toString("base64url")}`;
}

/** The secret again; undefined when none of these APP_SECRETs sealed it, when it is another's, or when it was altered. */
export function openSecret(
  sealed: string,
  owner: SecretOwner,
  appSecret: string,
  earlier: readonly string[] = earlierAppSecrets(),
): string | undefined {
  const [scheme, id, text = ""] = sealed.split(".");
  const known = [appSecret, ...earlier].map(keyOf).find((key) => key.id === id);
  const bytes = Buffer.from(text, "base64url");
  if (scheme !== SCHEME || !known || bytes.length < IV_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv("aes-256-gcm", known.key, bytes.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  })
    .setAAD(authenticated(known.id, owner))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]).toString("utf8");
  } catch {
    return undefined; // not ours, or altered: GCM says no more
  }
}

/** APP_SECRET_BEFORE: the secrets that APP_SECRET has replaced, separated by commas. They open what they sealed and seal nothing. */
function earlierAppSecrets(): string[] {
  return (process.env.APP_SECRET_BEFORE ?? "").split(",").filter((secret) => secret.length >= 32);
}
