import type { RichText } from "./rich-text";

/** Tells a field of a block that holds rich text from one that holds a string. */
export function isRichText(value: unknown): value is RichText {
  return typeof value === "object" && value !== null && "type" in value && value.type === "doc";
}
