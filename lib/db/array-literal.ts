/**
 * PostgreSQL array literals for the hot statements: pg's own encoding of arrays costs more than everything else that ingestion does
 * in this process.
 */

const NEEDS_ESCAPE = /["\\]/;
const ESCAPED = /["\\]/g;

function textElement(value: string | null): string {
  if (value === null) return "null";
  return `"${NEEDS_ESCAPE.test(value) ? value.replace(ESCAPED, "\\$&") : value}"`;
}

/** text[] of any text without U+0000. */
export function textArray(values: readonly (string | null)[]): string {
  return `{${values.map(textElement).join(",")}}`;
}

/**
 * jsonb[]: undefined is SQL null. A JSON text has no raw control characters, and of JSON's escapes only `\"` and `\\` are left to make in
 * one, which an array literal reads the same way: so stringifying twice is right, and fast.
 */
export function jsonArray(values: readonly unknown[]): string {
  return `{${values.map((value) => (value === undefined ? "null" : JSON.stringify(JSON.stringify(value)))).join(",")}}`;
}

/**
 * JSON values a line each, for `string_to_array($n, chr(10), '')::jsonb[]`: a JSON text has no raw line break, so nothing is escaped a second
 * time, here or there. undefined is SQL null. For a statement that unnests it beside other arrays, which say how many rows there are.
 */
export function jsonLines(values: readonly unknown[]): string {
  return values.map((value) => (value === undefined ? "" : JSON.stringify(value))).join("\n");
}

/** Arrays of numbers, UUIDs, decimal ids: elements that never need quoting. */
export function plainArray(values: readonly (string | number)[]): string {
  return `{${values.join(",")}}`;
}
