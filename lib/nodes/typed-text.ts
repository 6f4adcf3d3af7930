import type { Json } from "@/lib/journey/json";

/** Text from a template, as the value it spells: so that a counter can be counted and compared. Always something PostgreSQL can store. */
export function typedText(filled: string): Json {
  // A filter may have cut a character in half; the database would refuse that, and NUL.
  const text = filled.toWellFormed().replaceAll("\0", "");
  const trimmed = text.trim();
  if (trimmed === "") return null;
  if (trimmed === "true" || trimmed === "false") return trimmed === "true";
  return /^-?(0|[1-9]\d{0,14})(\.\d{1,15})?$/.test(trimmed) ? Number(trimmed) : text;
}
