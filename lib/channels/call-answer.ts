import secureJson from "secure-json-parse";
import type { Json } from "@/lib/journey/json";

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

/** JSON when it is JSON, else the text. Strings are made storable: PostgreSQL takes neither NUL nor half a surrogate pair. */
export function parseAnswer(text: string): Json {
  const storable = (value: string) => value.replaceAll("\0", "").toWellFormed();
  try {
    return secureJson.parse(
      text,
      (_key: string, value: Json) => (typeof value === "string" ? storable(value) : value),
      { protoAction: "remove", constructorAction: "remove" },
    );
  } catch {
    return storable(text);
  }
}
