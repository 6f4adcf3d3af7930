/** Nothing but pictures and inline styles: a mail is somebody's text, and this is the page it is shown in. */
const POLICY =
  "default-src 'none'; img-src http: https: data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'";

const DARK_QUERY = /@media\s*\(\s*prefers-color-scheme:\s*dark\s*\)/g;
const OPEN_PIXEL = /<img\b[^>]*\bsrc="[^"]*\/t\/o\/[\w-]+"[^>]*>/g;

/**
 * The page that shows a mail: the policy in front, links open in a new tab, the colour scheme decided by us instead of by the
 * machine, and without the open pixel: that somebody looks here is no open. `style`: our own rules for the page, before the mail's.
 */
export function frameDocument(html: string, dark: boolean, style: string): string {
  const shown = html.replace(OPEN_PIXEL, "").replace(DARK_QUERY, dark ? "@media all" : "@media not all");
  const head = `<meta http-equiv="Content-Security-Policy" content="${POLICY}"><base target="_blank"><style>${style}</style>`;
  const at = /<head[^>]*>/i.exec(shown);
  return at ? `${shown.slice(0, at.index + at[0].length)}${head}${shown.slice(at.index + at[0].length)}` : head + shown;
}

/** The address of the mail's open pixel, if it has one. */
export function openPixelOf(html: string): string | undefined {
  return /\bsrc="([^"]*\/t\/o\/[\w-]+)"/.exec(html)?.[1];
}
