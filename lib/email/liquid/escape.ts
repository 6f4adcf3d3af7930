const HTML = /[&<>"']/;
const HTML_ALL = /[&<>"']/g;
const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
// C0 but tab and newline, DEL and C1: nothing a mail should carry, and some clients choke on.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/;
const CONTROL_ALL = new RegExp(CONTROL.source, "g");
// biome-ignore lint/suspicious/noControlCharactersInRegex: a header line must hold none of them
const HEADER_BREAKS = /[\u0000-\u001F\u007F-\u009F\u2028\u2029]+/g;

/** Text for HTML content or a quoted attribute. */
export function escapeHtml(value: string): string {
  return HTML.test(value) ? value.replace(HTML_ALL, (c) => entities[c] ?? c) : value;
}

/** Without control characters; line breaks and tabs stay. */
export function withoutControls(value: string): string {
  return CONTROL.test(value) ? value.replaceAll("\r\n", "\n").replace(CONTROL_ALL, "") : value;
}

/** One line for a mail header: no CR, LF or other control character survives. */
export function headerSafe(value: string): string {
  return value
    .replace(HEADER_BREAKS, " ")
    .replace(/ {2,}/g, " ")
    .trim()
    .slice(0, 900)
    .replace(/[\uD800-\uDBFF]$/, "");
}
