/**
 * How a column's elements are written into an array literal: as they are (numbers, ids, booleans, dates), quoted, or quoted JSON text. JSON
 * text has no raw control characters, so of JSON's own escapes only `\"` and `\\` are made, which an array literal reads alike.
 */
export type ColumnKind = "plain" | "text" | "json";

type Cell = string | number | boolean | null;

const NEEDS_ESCAPE = /["\\]/;
const ESCAPED = /["\\]/g;

/**
 * Rows as the parallel array literals that `unnest` takes, one for each of `columns` in their order. Written here because pg's own
 * encoding of arrays costs more than the walks themselves. "plain" columns must hold nothing that needs quoting.
 */
export function columnsOf<Row extends object, Name extends keyof Row>(
  rows: readonly Row[],
  columns: Readonly<Record<Name, ColumnKind>>,
): string[] {
  const literals: string[] = [];
  for (const name in columns) literals.push(literalOf(rows, name, columns[name]));
  return literals;
}

function literalOf<Row extends object>(rows: readonly Row[], name: keyof Row, kind: ColumnKind): string {
  let literal = "{";
  let separator = "";
  // Most columns hold the same value over long stretches (the instant, the version): it is written down once.
  let before: Cell | undefined;
  let text = "";
  for (const row of rows) {
    const cell = row[name] as Cell;
    if (cell !== before) {
      text = element(cell, kind);
      before = cell;
    }
    literal += separator + text;
    separator = ",";
  }
  return `${literal}}`;
}

function element(cell: Cell, kind: ColumnKind): string {
  if (cell === null) return "null";
  if (kind === "plain") return String(cell);
  return kind === "json" ? JSON.stringify(cell) : textElement(String(cell));
}

function textElement(text: string): string {
  return `"${NEEDS_ESCAPE.test(text) ? text.replace(ESCAPED, "\\$&") : text}"`;
}
