import { escapeHtml, headerSafe } from "./liquid/escape";
import { noticeLine, noticePage } from "./notice-page";

export type ApprovalNotice = {
  kind: "asked" | "approved" | "changes_asked";
  /** who asked or decided */
  who: string;
  journey: string;
  /** what they said with it; "" nothing */
  words: string;
  /** where it is looked at */
  url: string;
};

/** What members are told of a request for approval, and who asked of the answer. */
export function approvalNotice({ kind, who, journey, words, url }: ApprovalNotice): {
  subject: string;
  html: string;
  text: string;
} {
  const { title, detail, label } = sayKind(kind, who, journey);
  const subject = headerSafe(title);
  const lines = [
    words ? noticeLine(escapeHtml(words).replaceAll("\n", "<br />"), "font-weight:600") : "",
    noticeLine(escapeHtml(detail), "color:#5b5b6b"),
  ];
  const text = [subject, words, detail, `${label}: ${url}`].filter(Boolean).join("\n\n");
  return { subject, html: noticePage(subject, lines, { label, url }), text };
}

function sayKind(kind: ApprovalNotice["kind"], who: string, journey: string) {
  switch (kind) {
    case "asked":
      return {
        title: `${who} asks for your approval of “${journey}”`,
        detail: "Look at what would change, then approve it or ask for changes. One answer is enough.",
        label: "Look at the request",
      };
    case "approved":
      return {
        title: `“${journey}” is approved by ${who}`,
        detail: "It can be published as long as the draft and its mails stay as they were when you asked.",
        label: "Open the journey",
      };
    case "changes_asked":
      return {
        title: `${who} asks for changes in “${journey}”`,
        detail: "Change the draft and ask again.",
        label: "Open the journey",
      };
  }
}
