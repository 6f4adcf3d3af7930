/** Text that PostgreSQL and every reader of JSON can hold: without NUL and without halves of surrogate pairs, which filters and servers make. */
export function storableText(text: string): string {
  return text.replaceAll("\0", "").toWellFormed();
}
