import secureJson from "secure-json-parse";
import type { Json } from "@/lib/journey/json";
import { storableText } from "@/lib/journey/storable-text";

/** What became of one attempt to ask somebody else's server, whatever the protocol. */
export type CallAnswer =
  /** the other side said yes, or no for good; `value` is what later steps see of it. `note`: why it is a no */
  | { kind: "answered"; ok: true; value: Json }
  | { kind: "answered"; ok: false; value: Json; note: string }
  /**
   * nobody knows whether it arrived, or the other side is in trouble: may be asked again, at the earliest after `retryAfterMs`. `held`: it was
   * turned away unread because there are too many of us, which is no attempt
   */
  | { kind: "unanswered"; reason: string; status?: number; retryAfterMs?: number; held?: boolean }
  /** must not or cannot be asked; asking again changes nothing */
  | { kind: "refused"; reason: string };

/** Nobody names anything deeper down, and PostgreSQL refuses what nests some thousand times. */
const DEPTH_MAX = 200;

/** JSON when it is JSON, else the text. Made storable through and through, keys included: the person who waits for it must get it. */
export function parseAnswer(text: string): Json {
  try {
    return storable(secureJson.parse(text, null, { protoAction: "remove", constructorAction: "remove" }), DEPTH_MAX);
  } catch {
    return storableText(text);
  }
}

function storable(value: Json, depthLeft: number): Json {
  if (typeof value === "string") return storableText(value);
  if (typeof value !== "object" || value === null) return value;
  if (depthLeft === 0) throw new RangeError("the answer nests too deep");
  if (Array.isArray(value)) return value.map((item) => storable(item, depthLeft - 1));
  const entries = Object.entries(value).map(
    ([key, item]) => [storableText(key), storable(item, depthLeft - 1)] as const,
  );
  return Object.fromEntries(entries.filter(([key]) => key !== "__proto__"));
}
