import type { Json } from "@/lib/journey/json";
import { storableText } from "@/lib/journey/storable-text";

/** Text from a template, as the value it spells: so that a counter can be counted and compared. Always something PostgreSQL can store. */
export function typedText(filled: string): Json {
  const text = storableText(filled);
  const trimmed = text.trim();
  if (trimmed === "") return null;
  if (trimmed === "true" || trimmed === "false") return trimmed === "true";
  return /^-?(0|[1-9]\d{0,14})(\.\d{1,15})?$/.test(trimmed) ? Number(trimmed) : text;
}
