import { createHash } from "node:crypto";

/**
 * The ledger key of one effect: the same (enrollment, visit, channel) always gives the same UUID, so a walk that is done
 * again after a crash cannot add a second send, and a provider with idempotency keys sees the same key. RFC 9562 version 8 layout.
 */
export function sendId(enrollmentId: string, visit: number, channel: string): string {
  const h = createHash("sha256").update(`sojourn:send:${enrollmentId}:${visit}:${channel}`).digest();
  h[6] = ((h[6] ?? 0) & 0x0f) | 0x80;
  h[8] = ((h[8] ?? 0) & 0x3f) | 0x80;
  const hex = h.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
