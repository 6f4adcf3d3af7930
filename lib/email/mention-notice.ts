import { escapeHtml, headerSafe } from "./liquid/escape";
import { noticeLine, noticePage } from "./notice-page";

/** What the notice of a mention says. */
export type MentionNotice = {
  /** who said it */
  author: string;
  /** as people read it, mentions as names */
  text: string;
  journey: string;
  /** the step it is about; null: the journey as a whole */
  step: string | null;
  /** where it can be answered */
  url: string;
};

/** What a member is told who was mentioned in a comment. */
export function mentionNotice({ author, text, journey, step, url }: MentionNotice): {
  subject: string;
  html: string;
  text: string;
} {
  const subject = headerSafe(`${author} mentioned you in “${journey}”`);
  const about = step === null ? `About the journey “${journey}”` : `About the step “${step}” of “${journey}”`;
  const button = { label: "Read and answer", url };
  const lines = [
    noticeLine(escapeHtml(text).replaceAll("\n", "<br />"), "padding-left:12px;border-left:3px solid #d9d9e3"),
    noticeLine(escapeHtml(about), "color:#5b5b6b"),
  ];
  return {
    subject,
    html: noticePage(subject, lines, button),
    text: [subject, text, about, `${button.label}: ${url}`].join("\n\n"),
  };
}
