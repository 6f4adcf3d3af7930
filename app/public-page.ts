import { escapeHtml } from "@/lib/email/liquid/escape";

const STYLE = `
:root{color-scheme:light dark;--page:#f8f5f0;--card:#fffdfa;--ink:#231f1a;--quiet:#665e53;--line:#e5ddd1;--accent:#0d5f73;--on-accent:#fff;--ring:#0d6a80}
@media (prefers-color-scheme:dark){:root{--page:#171512;--card:#1f1c19;--ink:#f0ebe3;--quiet:#afa598;--line:#37322c;--accent:#66bfd4;--on-accent:#06222a;--ring:#6ec6db}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1.5rem;background:var(--page);color:var(--ink);font:1rem/1.55 ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{width:100%;max-width:28rem;background:var(--card);border:1px solid var(--line);border-radius:.875rem;padding:2rem;box-shadow:0 1px 2px rgb(0 0 0/.05),0 8px 24px rgb(0 0 0/.05)}
h1{margin:0 0 .5rem;font-size:1.375rem;line-height:1.3;letter-spacing:-.01em}
p{margin:0 0 1rem}.quiet{color:var(--quiet);font-size:.9375rem}
strong{font-weight:600;overflow-wrap:anywhere}
form{margin:1.25rem 0 0}
button{font:inherit;font-weight:600;min-height:2.75rem;padding:.5rem 1.125rem;border-radius:.5rem;border:1px solid var(--accent);background:var(--accent);color:var(--on-accent);cursor:pointer}
button.second{background:transparent;color:var(--ink);border-color:var(--line)}
button:focus-visible{outline:3px solid var(--ring);outline-offset:2px}
:last-child{margin-bottom:0}`;

/** For a page's CSP: its one style sheet and nothing else. */
export const PUBLIC_PAGE_CSP =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** A whole page for whoever got a mail: no script, no picture, nothing from elsewhere. `body` is HTML, `title` is text. */
export function renderPublicPage({ title, body }: { title: string; body: string }): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex,nofollow"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>`;
}
