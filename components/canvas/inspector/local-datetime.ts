/**
 * The value of `<input type="datetime-local">` for a stored date and time. A stored text without a zone is a local time
 * already; one with a zone is shown in the browser's.
 */
export function localDatetimeFrom(stored: string): string {
  if (!hasZone(stored)) return stored.slice(0, 16);
  const at = new Date(stored);
  if (Number.isNaN(at.getTime())) return "";
  const shifted = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

/** What to store for a typed local time: with a zone when the stored value had one, else as typed; undefined when emptied. */
export function storedDatetimeFrom(typed: string, before: string): string | undefined {
  if (typed === "") return undefined;
  return hasZone(before) ? new Date(typed).toISOString() : typed;
}

function hasZone(text: string): boolean {
  return /(Z|[+-]\d{2}:?\d{2})$/.test(text);
}
