/** "Ada Lovelace" → "AL", "ada@example.com" → "A", "" → "?". Letters of any script. */
export function initials(name: string): string {
  const words = (name.includes("@") ? (name.split("@")[0] ?? "") : name).split(/[\s._-]+/).filter(Boolean);
  const first = words[0];
  if (first === undefined) return "?";
  const last = words.length > 1 ? words[words.length - 1] : undefined;
  return `${[...first][0] ?? ""}${last ? ([...last][0] ?? "") : ""}`.toLocaleUpperCase("en");
}
