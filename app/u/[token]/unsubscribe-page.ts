import { renderPublicPage } from "@/app/public-page";
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

export function renderUnsubscribePage(page: UnsubscribePage): string {
  return renderPublicPage(contentOf(page));
}
