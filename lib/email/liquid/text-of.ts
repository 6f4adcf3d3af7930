/** A value as text: lists joined by commas, objects nothing (nobody wants to read [object Object]). */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) return value.map(textOf).join(", ");
  return typeof value === "object" ? "" : String(value);
}
