export type CsvValue = string | number | boolean | null | undefined;

/** A spreadsheet takes a cell that begins like this for a formula, and would run it. */
const FORMULA_START = /^[=+\-@\t\r]/;

/** One cell: quoted where needed, and text that looks like a formula disarmed by an apostrophe. Numbers stay numbers. */
export function csvCell(value: CsvValue): string {
  if (value === null || value === undefined) return "";
  if (typeof value !== "string") return String(value);
  const safe = FORMULA_START.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** RFC 4180 with a header line, CRLF line ends. */
export function toCsv(header: readonly string[], rows: readonly (readonly CsvValue[])[]): string {
  return [header, ...rows]
    .map((row) => row.map(csvCell).join(","))
    .join("\r\n")
    .concat("\r\n");
}
