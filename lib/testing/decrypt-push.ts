import { createDecipheriv, createHmac, type ECDH } from "node:crypto";

const hmac = (key: Buffer, ...parts: Buffer[]) => createHmac("sha256", key).update(Buffer.concat(parts)).digest();
const text = (value: string) => Buffer.from(value, "latin1");

/** What a browser with these keys reads, step by step as RFC 8291 §3.4 and RFC 8188 §2 say. Throws when it is not for it. */
export function decryptPush(body: Buffer, browser: ECDH, auth: Buffer): string {
  const salt = body.subarray(0, 16);
  const idLength = body.readUInt8(20);
  const sender = body.subarray(21, 21 + idLength);
  const sealed = body.subarray(21 + idLength);
  const combined = hmac(auth, browser.computeSecret(sender));
  const input = hmac(combined, text("WebPush: info\0"), browser.getPublicKey(), sender, Buffer.of(1));
  const prk = hmac(salt, input);
  const key = hmac(prk, text("Content-Encoding: aes128gcm\0"), Buffer.of(1)).subarray(0, 16);
  const nonce = hmac(prk, text("Content-Encoding: nonce\0"), Buffer.of(1)).subarray(0, 12);
  const decipher = createDecipheriv("aes-128-gcm", key, nonce).setAuthTag(sealed.subarray(-16));
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  const end = padded.lastIndexOf(2);
  if (end < 0 || padded.subarray(end + 1).some((byte) => byte !== 0)) throw new Error("no delimiter of a last record");
  return padded.subarray(0, end).toString("utf8");
}
