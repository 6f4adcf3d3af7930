import { createCipheriv, createECDH, hkdfSync, randomBytes } from "node:crypto";

/** What a browser gives to whoever may push to it, base64url: its public key (P-256, uncompressed) and 16 secret bytes. */
export type PushKeys = { p256dh: string; auth: string };

const PUBLIC_BYTES = 65;
const AUTH_BYTES = 16;
const RECORD_BYTES = 4_096;
/** Push services must take messages of 4,096 bytes (RFC 8030 §7.2): header 86, tag 16, delimiter 1. */
export const PUSH_PLAIN_BYTES_MAX = RECORD_BYTES - 86 - 16 - 1;

/** Whether these are keys that something can be encrypted to: of the right length, and a point of the curve. */
export function arePushKeys({ p256dh, auth }: PushKeys): boolean {
  const point = Buffer.from(p256dh, "base64url");
  if (point.length !== PUBLIC_BYTES || Buffer.from(auth, "base64url").length !== AUTH_BYTES) return false;
  const ecdh = createECDH("prime256v1");
  ecdh.generateKeys();
  try {
    ecdh.computeSecret(point);
    return true;
  } catch {
    return false; // not on the curve
  }
}

/**
 * One push message for one browser: a single aes128gcm record (RFC 8188) under the keys of RFC 8291. Throws when the text is longer
 * than PUSH_PLAIN_BYTES_MAX bytes or the keys are none. `fixed`: salt and private key of the RFC's example, for its test alone.
 */
export function encryptPush(plain: string, keys: PushKeys, fixed?: { salt: Buffer; privateKey: Buffer }): Buffer {
  const bytes = Buffer.from(plain, "utf8");
  if (bytes.length > PUSH_PLAIN_BYTES_MAX) throw new RangeError(`a push has at most ${PUSH_PLAIN_BYTES_MAX} bytes`);
  const receiver = Buffer.from(keys.p256dh, "base64url");
  const ecdh = createECDH("prime256v1");
  if (fixed) ecdh.setPrivateKey(fixed.privateKey);
  else ecdh.generateKeys();
  const sender = ecdh.getPublicKey();
  const salt = fixed?.salt ?? randomBytes(16);
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), receiver, sender]);
  const shared = hkdfSync("sha256", ecdh.computeSecret(receiver), Buffer.from(keys.auth, "base64url"), info, 32);
  const key = hkdfSync("sha256", Buffer.from(shared), salt, "Content-Encoding: aes128gcm\0", 16);
  const nonce = hkdfSync("sha256", Buffer.from(shared), salt, "Content-Encoding: nonce\0", 12);
  const cipher = createCipheriv("aes-128-gcm", Buffer.from(key), Buffer.from(nonce));
  const header = Buffer.alloc(21);
  salt.copy(header);
  header.writeUInt32BE(RECORD_BYTES, 16);
  header.writeUInt8(sender.length, 20);
  // 0x02: the last record, and no padding
  return Buffer.concat([
    header,
    sender,
    cipher.update(bytes),
    cipher.update(Buffer.of(2)),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
}
