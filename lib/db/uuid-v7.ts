import { randomFillSync } from "node:crypto";

const POOL_BYTES = 8_192;
const pool = new Uint8Array(POOL_BYTES);
let used = POOL_BYTES;
const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** A UUID version 7 for this instant (real time, epoch ms): sorted by time, unique by 74 random bits. Randomness is drawn in bulk. */
export function uuidV7(now: number): string {
  if (used + 10 > POOL_BYTES) {
    randomFillSync(pool);
    used = 0;
  }
  const byte = (i: number) => pool[used + i] ?? 0;
  const time = now.toString(16).padStart(12, "0").slice(-12);
  const x = (n: number) => hex[n & 255] ?? "00";
  const text = `${time.slice(0, 8)}-${time.slice(8)}-${x((byte(0) & 0x0f) | 0x70)}${x(byte(1))}-${x((byte(2) & 0x3f) | 0x80)}${x(byte(3))}-${x(byte(4))}${x(byte(5))}${x(byte(6))}${x(byte(7))}${x(byte(8))}${x(byte(9))}`;
  used += 10;
  return text;
}
