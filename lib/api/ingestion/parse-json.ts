import { parse } from "secure-json-parse";

const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * Bytes → parsed JSON. Names that would reach an object's prototype are dropped. Returns undefined for anything that is not
 * JSON in UTF-8.
 */
export function parseJsonBytes(bytes: Uint8Array): { value: unknown } | undefined {
  try {
    return { value: parse(utf8.decode(bytes), undefined, { protoAction: "remove", constructorAction: "remove" }) };
  } catch {
    return undefined; // not UTF-8 or not JSON: both are the sender's 400
  }
}
