import type { Json } from "@/lib/journey/json";

/**
 * Reads what somebody typed as a value: numbers, true and false, and JSON lists and objects are what they look like; anything
 * else is text. Text that looks like a number is written in quotes: "007". A whole number with more digits than a number can hold is text:
 * it is an account's or an order's.
 */
export function parseAttributeValue(typed: string): Json {
  const text = typed.trim();
  if (/^-?(0|[1-9]\d*)(\.\d+)?$/.test(text)) {
    const value = Number(text);
    if (Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value))) return value;
  }
  if (text === "true" || text === "false") return text === "true";
  if (/^["[{]/.test(text)) {
    try {
      return JSON.parse(text) as Json;
    } catch {
      return typed;
    }
  }
  return typed;
}

/** The text that parseAttributeValue reads back as the same value. */
export function writeAttributeValue(value: Json): string {
  if (typeof value !== "string") return JSON.stringify(value);
  return parseAttributeValue(value) === value ? value : JSON.stringify(value);
}

/** The value for reading. */
export function showAttributeValue(value: Json): string {
  if (value === null) return "empty";
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (typeof value === "number") return value.toLocaleString("en", { maximumFractionDigits: 6, useGrouping: false });
  return typeof value === "string" ? value : JSON.stringify(value);
}
