import { escapeHtml } from "@/lib/email/liquid/escape";

/** What the page is about to say. Workspace names are people's text: everything goes through escapeHtml. */
export type UnsubscribePage =
  | { state: "ask"; workspace: string; address: string }
  | { state: "already"; workspace: string; address: string }
  | { state: "done"; workspace: string; address: string }
  /** `held`: the sender lets no mail go to this address for another reason */
  | { state: "back"; workspace: string; address: string; held: boolean }
  | { state: "test" }
  | { state: "unknown" }
  | { state: "bad_request" };

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

/** For the page's CSP: its one style sheet and nothing else. */
export const UNSUBSCRIBE_PAGE_CSP =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const button = (action: string, label: string, second = false) =>
  `<form method="post"><input type="hidden" name="action" value="${action}"><button${second ? ' class="second"' : ""}>${label}</button></form>`;

type Content = { title: string; body: string };

function contentOf(page: UnsubscribePage): Content {
  switch (page.state) {
    case "ask":
      return {
        title: `Unsubscribe from ${page.workspace}?`,
        body: `<p><strong>${escapeHtml(page.address)}</strong> will get no more marketing mail from ${escapeHtml(page.workspace)}.</p>${button("unsubscribe", "Unsubscribe")}`,
      };
    case "already":
      return {
        title: "You are unsubscribed",
        body: `<p><strong>${escapeHtml(page.address)}</strong> gets no marketing mail from ${escapeHtml(page.workspace)}.</p><p class="quiet">Would you like it back?</p>${button("resubscribe", "Subscribe again", true)}`,
      };
    case "done":
      return {
        title: "You are unsubscribed",
        body: `<p role="status"><strong>${escapeHtml(page.address)}</strong> will get no more marketing mail from ${escapeHtml(page.workspace)}. This takes effect at once.</p><p class="quiet">Was it a mistake?</p>${button("resubscribe", "Subscribe again", true)}`,
      };
    case "back":
      return {
        title: "Welcome back",
        body: `<p role="status"><strong>${escapeHtml(page.address)}</strong> is subscribed to ${escapeHtml(page.workspace)} again.</p>${page.held ? `<p>Mail to this address is held back all the same, for example because it could not be delivered before. Please write to ${escapeHtml(page.workspace)} to change that.</p>` : ""}${button("unsubscribe", "Unsubscribe", true)}`,
      };
    case "test":
      return {
        title: "This was a test message",
        body: "<p>In a real message this link unsubscribes the person who got it. Nothing has changed.</p>",
      };
    case "unknown":
      return {
        title: "This link does not work",
        body: "<p>It may be incomplete, or the message it belongs to has been removed. Please open the link from the message again.</p>",
      };
    case "bad_request":
      return {
        title: "Nothing was changed",
        body: "<p>The request did not say what to do. Please use the button.</p>",
      };
  }
}

/** The whole page: no script, no picture, nothing from elsewhere. */
export function renderUnsubscribePage(page: UnsubscribePage): string {
  const { title, body } = contentOf(page);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex,nofollow"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>`;
}
