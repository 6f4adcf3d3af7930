import { randomFillSync } from "node:crypto";

const POOL_BYTES = 8_192;
const pool = new Uint8Array(POOL_BYTES);
let used = POOL_BYTES;
const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

let lastMs = 0;
let sequence = 0;

/**
 * A UUID version 7 for this instant (real time, epoch ms): unique by 62 random bits, and greater than every one made before
 * it in this process, so that the ids of one delivery's events sort in the order in which they were sent. Randomness is drawn in bulk.
 */
export function uuidV7(now: number): string {
  if (now > lastMs) {
    lastMs = now;
    sequence = 0;
  } else if (sequence === 0xfff) {
    lastMs += 1; // 4,096 in a millisecond: borrow from the next
    sequence = 0;
  } else {
    sequence += 1;
  }
  if (used + 8 > POOL_BYTES) {
    randomFillSync(pool);
    used = 0;
  }
  const x = (i: number) => hex[pool[used + i] ?? 0] ?? "00";
  const time = lastMs.toString(16).padStart(12, "0").slice(-12);
  const variant = hex[((pool[used] ?? 0) & 0x3f) | 0x80] ?? "80";
  const text = `${time.slice(0, 8)}-${time.slice(8)}-7${sequence.toString(16).padStart(3, "0")}-${variant}${x(1)}-${x(2)}${x(3)}${x(4)}${x(5)}${x(6)}${x(7)}`;
  used += 8;
  return text;
}
