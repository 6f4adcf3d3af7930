import { createHmac } from "node:crypto";
import { suppressionKey } from "./address";

/**
 * What stays of a suppressed address after its owner was erased: a keyed hash, It says
 * nothing about whom it was, and still recognises the address when somebody brings it back.
 */
export function erasedAddressKey(address: string, secret: string): string {
  return `#${createHmac("sha256", secret)
    .update(`sojourn:erased:${suppressionKey(address)}`)
    .digest("hex")}`;
}
