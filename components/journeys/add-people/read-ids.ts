const HEADERS = new Set(["external_id", "externalid", "id", "user_id", "userid", "subscriber_id"]);

/**
 * The ids in pasted text or a CSV file: one a line, or the column that its first line names (external_id, id, user_id …), else the first.
 * Quotes are taken off, empty lines and repetitions left out.
 */
export function readIds(text: string): string[] {
  const rows = text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\r|\n/)
    .map((line) => line.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1")));
  const named = rows[0]?.findIndex((cell) => HEADERS.has(cell.toLowerCase())) ?? -1;
  const body = named >= 0 ? rows.slice(1) : rows;
  return [...new Set(body.map((cells) => cells[Math.max(0, named)] ?? "").filter((id) => id !== ""))];
}
