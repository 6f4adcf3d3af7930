import type { EndpointResponse } from "./define-endpoint";
import { problem } from "./problem";

/** What a save may replace: one revision, or whatever is there. */
export type IfMatch = number | "any";

/** The revision in `If-Match: "7"`; `*` is any. Missing and malformed are told apart: 428 and 422. */
function readIfMatch(headers: Headers): IfMatch | "missing" | "malformed" {
  const value = headers.get("if-match")?.trim();
  if (!value) return "missing";
  if (value === "*") return "any";
  const revision = /^(?:W\/)?"?(\d{1,9})"?$/.exec(value)?.[1];
  return revision === undefined ? "malformed" : Number(revision);
}

type Asked = { ok: true; revision: IfMatch } | { ok: false; answer: EndpointResponse };

/** The revision that a save is based on, or the answer to whoever did not say it readably. */
export function requiredIfMatch(headers: Headers): Asked {
  const revision = readIfMatch(headers);
  if (revision === "missing")
    return { ok: false, answer: problem(428, 'Send the revision you have read as If-Match: "<revision>".') };
  if (revision !== "malformed") return { ok: true, revision };
  const errors = [{ path: "If-Match", message: 'a number in quotes, "7"' }];
  return { ok: false, answer: problem(422, "If-Match is not a revision.", { errors }) };
}

/** As requiredIfMatch; whoever sends none replaces whatever is there. */
export function optionalIfMatch(headers: Headers): Asked {
  return readIfMatch(headers) === "missing" ? { ok: true, revision: "any" } : requiredIfMatch(headers);
}

export function etagOf(revision: number): Record<string, string> {
  return { etag: `"${revision}"` };
}

/** 409: somebody saved meanwhile. ETag has the revision that is there. */
export function staleAnswer(what: string, revision: number): EndpointResponse {
  return problem(409, `The ${what} was saved meanwhile; its revision is ${revision} now.`, {
    headers: etagOf(revision),
  });
}

/** What an operation that takes If-Match says of its 409. */
export const STALE = "Somebody saved meanwhile; ETag has the revision that is there";
