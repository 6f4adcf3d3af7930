/** The revision in `If-Match: "7"`; `*` is any. Missing and malformed are told apart: 428 and 422. */
export function readIfMatch(headers: Headers): number | "any" | "missing" | "malformed" {
  const value = headers.get("if-match")?.trim();
  if (!value) return "missing";
  if (value === "*") return "any";
  const revision = /^(?:W\/)?"?(\d{1,9})"?$/.exec(value)?.[1];
  return revision === undefined ? "malformed" : Number(revision);
}

export function etagOf(revision: number): Record<string, string> {
  return { etag: `"${revision}"` };
}
